/** What a component's event `error` tells, as its README names it. */
export const describedFields = ['code', 'heading', 'cause', 'advice', 'help', 'helpLabel', 'report'];
