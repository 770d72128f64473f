/** `work`, however often it is asked for in one turn of the script, is done once, when the turn is over. */
export function oncePerTurn(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    void Promise.resolve().then(() => {
      asked = false;
      work();
    });
  };
}
