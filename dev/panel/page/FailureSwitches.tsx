import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { FailureRule, Faults } from '../../cos-server/faults/Faults';
import type { OperationName } from '../../cos-server/operations/names';
import { Choice, Setting } from './controls';
import { formatBytes, formatShare } from './format';
import { store } from './PanelStore';
import { panelApi } from './panelApi';
import { texts } from './texts';

const ERRORS = ['503 SlowDown', '500 InternalError', '403 AccessDenied', '404 NoSuchKey'];
const CUT_BYTES = [0, 16 * 1024, 256 * 1024, 1024 * 1024];
const OFF = 0;
const SHARES = [OFF, 'next', 0.1, 0.5, 1] as const;

interface Given {
  failures: Faults['failures'];
  operations: readonly OperationName[];
}

/** Some requests are answered with an error. */
export function ErrorSwitch(given: Given) {
  return (
    <FailureSwitch
      {...given}
      row={texts.errors}
      initial={{ kind: 'status', status: 503, code: 'SlowDown', share: OFF }}
      way={(rule, set) =>
        rule.kind === 'status' && (
          <Choice
            name={texts.errors.name}
            values={ERRORS}
            value={`${rule.status} ${rule.code}`}
            textOf={String}
            onChoose={(name) => {
              const [status, ...code] = name.split(' ');
              set({ ...rule, status: Number(status), code: code.join(' ') });
            }}
          />
        )
      }
    />
  );
}

/** The connections of some requests are cut. */
export function CutSwitch(given: Given) {
  return (
    <FailureSwitch
      {...given}
      row={texts.cuts}
      initial={{ kind: 'cut-request', afterBytes: 0, share: OFF }}
      way={(rule, set) =>
        rule.kind !== 'status' && (
          <>
            <Choice
              name={texts.cuts.name}
              values={['cut-request', 'cut-response']}
              value={rule.kind}
              textOf={(kind) => (kind === 'cut-request' ? texts.cutRequest : texts.cutResponse)}
              onChoose={(kind) => set({ ...rule, kind })}
            />
            <Choice
              name={texts.size}
              values={CUT_BYTES}
              value={rule.afterBytes}
              textOf={formatBytes}
              onChoose={(afterBytes) => set({ ...rule, afterBytes })}
            />
          </>
        )
      }
    />
  );
}

/** A row for the rule of this kind, with the controls of how it fails. While there is none it keeps what was chosen. */
function FailureSwitch(
  props: Given & {
    row: { name: string; hint: string };
    initial: FailureRule;
    way: (rule: FailureRule, set: (rule: FailureRule) => void) => ComponentChildren;
  },
) {
  const { failures, row, initial } = props;
  const [chosen, choose] = useState(initial);
  const isOwn = ({ kind }: FailureRule) => (kind === 'status') === (initial.kind === 'status');
  const rule = failures.find(isOwn) ?? { ...chosen, share: OFF };
  const set = (changed: FailureRule): void => {
    choose(changed);
    const others = failures.filter((other) => !isOwn(other));
    store.act(panelApi.setFaults({ failures: changed.share === OFF ? others : [...others, changed] }));
  };
  const { times, ...unlimited } = rule;
  const { operation = 'any', ...ofAny } = rule;
  return (
    <Setting wide {...row}>
      <Choice
        name={row.name}
        values={SHARES}
        value={rule.share !== OFF && times !== undefined ? 'next' : rule.share}
        textOf={(share) =>
          share === OFF ? texts.off : share === 'next' ? texts.nextOne : formatShare(share)
        }
        onChoose={(share) =>
          set(share === 'next' ? { ...rule, share: 1, times: 1 } : { ...unlimited, share })
        }
      />
      {props.way(rule, set)}
      <Choice
        name={texts.operation}
        values={['any', ...props.operations]}
        value={operation}
        textOf={(name) => (name === 'any' ? texts.anyOperation : name)}
        onChoose={(name) => set(name === 'any' ? ofAny : { ...rule, operation: name })}
      />
    </Setting>
  );
}
