/** WeChat: text that is not JSON is handed on as it is. The window's JSON, so that objects are of the page's realm. */
export function createResponseJson(window: Window & typeof globalThis): (text: string) => unknown {
  return (text) => {
    try {
      return window.JSON.parse(text);
    } catch {
      return text;
    }
  };
}
