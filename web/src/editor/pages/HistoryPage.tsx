import '../editor.css';
import { HistoryPanel } from '../item/HistoryPanel';

/** Everything that was published. */
export default function HistoryPage() {
  return (
    <section className="sheet" aria-labelledby="history-title">
      <h1 id="history-title">发布历史</h1>
      <HistoryPanel />
    </section>
  );
}
