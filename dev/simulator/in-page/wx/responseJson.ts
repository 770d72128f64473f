/** WeChat: text that is not JSON is handed on as it is. */
export function responseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
