import { useEffect, useState } from 'react';
import { ask } from '../../console/api';
import { liveAddress, type Queue } from './api';

const AGAIN_MS = 3000;

export interface LiveQueue {
  queue: Queue | null;
  /** The line to the server broke and is being taken up again. */
  lost: boolean;
}

/** The queue as it changes. Being on this line is what makes a clerk present; it is taken up again when it breaks. */
export function useQueue(): LiveQueue {
  const [queue, setQueue] = useState<Queue | null>(null);
  const [lost, setLost] = useState(false);

  useEffect(() => {
    let line: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      line = new EventSource(liveAddress);
      line.addEventListener('open', () => setLost(false));
      line.addEventListener('queue', (event: MessageEvent<string>) => setQueue(JSON.parse(event.data) as Queue));
      line.addEventListener('error', () => {
        setLost(true);
        if (line.readyState === EventSource.CLOSED) timer = setTimeout(again, AGAIN_MS);
      });
    };
    // A line that the server refused: perhaps the session has ended, which this call brings to light.
    const again = () => void ask('GET', '/session').then(open, () => (timer = setTimeout(again, AGAIN_MS)));
    open();
    return () => {
      line.close();
      clearTimeout(timer);
    };
  }, []);

  return { queue, lost };
}
