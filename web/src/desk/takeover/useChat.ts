import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../../shared/api';
import { readChat, type Chat } from './api';

/** A chat that is ours, read again whenever `changed` does; null before, and once it is ours no more. */
export function useChat(id: number | null, changed: string): { chat: Chat | null; reload: () => void } {
  const [chat, setChat] = useState<Chat | null>(null);
  const [tries, setTries] = useState(0);
  const reload = useCallback(() => setTries((before) => before + 1), []);

  useEffect(() => {
    if (id === null) return setChat(null);
    let current = true;
    readChat(id).then(
      (found) => current && setChat(found),
      (error) => current && error instanceof ApiError && error.status === 404 && setChat(null),
    );
    return () => {
      current = false;
    };
  }, [id, changed, tries]);

  return { chat: chat && chat.id === id ? chat : null, reload };
}
