import type { Progress } from '../task/Task';

/** Tells of progress only when it is more than was told: a part that is sent again counts once. */
export function onlyMore(listener: (progress: Progress) => void): (progress: Progress) => void {
  let most = 0;
  return (progress) => {
    if (progress.loaded <= most) return;
    most = progress.loaded;
    listener(progress);
  };
}
