import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { PanelCloud, PanelObjects } from '../PanelProtocol';
import { formatBytes, formatDate } from './format';
import { store } from './PanelStore';
import { RequestRows } from './RequestRows';
import { texts } from './texts';

export function CloudTab({ cloud }: { cloud: PanelCloud | undefined }) {
  // With each drawing, so while somebody looks.
  useEffect(() => void store.refreshObjects());
  if (!cloud) return <p class="empty">{texts.cloudAbsent}</p>;
  return (
    <>
      <Objects objects={cloud.objects} />
      <h2>{texts.requests}</h2>
      <Table
        names={[texts.time, texts.operation, texts.key]}
        numbers={[texts.status, 'ms']}
        empty={texts.requestsEmpty}
      >
        {cloud.requests.toReversed().map((request) => (
          <RequestRows key={request.requestId} request={request} />
        ))}
      </Table>
    </>
  );
}

/** Drawn when the bucket was listed, not with each request. */
function Objects({ objects }: { objects: PanelObjects }) {
  return useMemo(
    () => (
      <>
        <h2>
          {texts.objects}
          {objects.count > 0 && <span class="count">{objects.count}</span>}
        </h2>
        <div class="scroll">
          <Table names={[texts.key]} numbers={[texts.size, texts.changed]} empty={texts.objectsEmpty}>
            {objects.newest.map(({ key, size, contentType, etag, lastModified }) => (
              <tr key={key} title={`${contentType}\n${etag}`}>
                <td class="key">{key}</td>
                <td class="number">{formatBytes(size)}</td>
                <td class="number dim">{formatDate(lastModified)}</td>
              </tr>
            ))}
          </Table>
        </div>
      </>
    ),
    [objects],
  );
}

function Table(props: { names: string[]; numbers: string[]; empty: string; children: ComponentChildren[] }) {
  if (props.children.length === 0) return <p class="empty">{props.empty}</p>;
  const head = (style: string) => (name: string) => (
    <th scope="col" class={style} key={name}>
      {name}
    </th>
  );
  return (
    <table>
      <thead>
        <tr>
          {props.names.map(head(''))}
          {props.numbers.map(head('number'))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}
