/** Has to be in the Mini Program's list of request domains. */
export const keyServer = 'https://keys.example.com/cos';
