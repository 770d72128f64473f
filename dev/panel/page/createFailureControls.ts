import type { Failing, FailureRule, Faults } from '../../cos-server/faults/Faults';
import type { OperationName } from '../../cos-server/operations/names';
import { type Choice, choice, setting } from './controls';
import { element } from './element';
import { formatBytes, formatShare } from './format';
import { panelApi } from './panelApi';
import type { PanelTexts } from './texts';

/** Rows that make a share of the requests fail: by an error, and by a connection that is cut. */
export interface FailureControls {
  rows: HTMLElement[];
  show(faults: Faults): void;
}

const ERRORS = ['503 SlowDown', '500 InternalError', '403 AccessDenied', '404 NoSuchKey'];
const CUT_BYTES = [0, 16 * 1024, 256 * 1024, 1024 * 1024];

export function createFailureControls(
  texts: PanelTexts,
  operations: readonly OperationName[],
): FailureControls {
  let failures: Faults['failures'] = [];

  const putError = (): void => {
    const [status, ...code] = error.value().split(' ');
    const failing: Failing = { kind: 'status', status: Number(status), code: code.join(' ') };
    const others = failures.filter((rule) => !isError(rule));
    void panelApi.setFaults({ failures: [...others, ...errorScope.rules(failing)] });
  };
  const error = choice(
    texts.errors,
    ERRORS.map((name) => [name, name] as const),
    putError,
  );
  const errorScope = createScope(texts.errors, texts, operations, putError);

  const putCut = (): void => {
    const failing: Failing = { kind: cutKind.value(), afterBytes: Number(cutBytes.value()) };
    const others = failures.filter((rule) => !isCut(rule));
    void panelApi.setFaults({ failures: [...others, ...cutScope.rules(failing)] });
  };
  const cutKind = choice(
    texts.cuts,
    [
      ['cut-request', texts.cutRequest],
      ['cut-response', texts.cutResponse],
    ],
    putCut,
  );
  const cutBytes = choice(
    texts.size,
    CUT_BYTES.map((bytes) => [String(bytes), formatBytes(bytes)] as const),
    putCut,
  );
  const cutScope = createScope(texts.cuts, texts, operations, putCut);

  return {
    rows: [
      wide(texts.errors, texts.errorsHint, errorScope.share, error.root, errorScope.operation),
      wide(texts.cuts, texts.cutsHint, cutScope.share, cutKind.root, cutBytes.root, cutScope.operation),
    ],
    show(faults) {
      failures = faults.failures;
      const failing = failures.find(isError);
      errorScope.show(failing);
      if (failing) error.show(`${failing.status} ${failing.code}`);
      const cut = failures.find(isCut);
      cutScope.show(cut);
      if (!cut) return;
      cutKind.show(cut.kind);
      cutBytes.show(String(cut.afterBytes), formatBytes(cut.afterBytes));
    },
  };
}

function isError(rule: FailureRule): rule is Extract<FailureRule, { kind: 'status' }> {
  return rule.kind === 'status';
}

function isCut(rule: FailureRule): rule is Extract<FailureRule, { kind: 'cut-request' | 'cut-response' }> {
  return rule.kind !== 'status';
}

/** Which requests a rule is for. */
interface Scope {
  share: HTMLElement;
  operation: HTMLElement;
  /** The rule for those that are chosen; none when it is off. */
  rules(failing: Failing): FailureRule[];
  show(rule: FailureRule | undefined): void;
}

function createScope(
  label: string,
  texts: PanelTexts,
  operations: readonly OperationName[],
  onChoose: () => void,
): Scope {
  const shares = [0.1, 0.5, 1].map((share) => [String(share), formatShare(share)] as const);
  const share: Choice<string> = choice(
    label,
    [['off', texts.off], ['next', texts.nextOne], ...shares],
    onChoose,
  );
  const names = operations.map((name) => [name, name] as const);
  const operation = choice<OperationName | 'any'>(
    texts.operation,
    [['any', texts.anyOperation], ...names],
    onChoose,
  );
  return {
    share: share.root,
    operation: operation.root,
    rules(failing) {
      const [often, name] = [share.value(), operation.value()];
      if (often === 'off') return [];
      const only = name === 'any' ? {} : { operation: name };
      return [
        often === 'next'
          ? { ...failing, ...only, share: 1, times: 1 }
          : { ...failing, ...only, share: Number(often) },
      ];
    },
    show(rule) {
      if (!rule) share.show('off');
      else if (rule.times !== undefined) share.show('next');
      else share.show(String(rule.share), formatShare(rule.share));
      if (rule) operation.show(rule.operation ?? 'any');
    },
  };
}

function wide(name: string, hint: string, ...controls: HTMLElement[]): HTMLElement {
  const row = setting(name, hint, element('div', { class: 'choices' }, ...controls));
  row.classList.add('setting-wide');
  return row;
}
