import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, defaultHighlightStyle, foldGutter, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { NONCE } from '../../console/nonce';
import type { Finding } from '../types';

interface TextEditorProps {
  text: string;
  findings: Finding[];
  onChange: (text: string) => void;
  readOnly?: boolean;
  /** A line (from 1) to go to; the count makes the same line a new wish. */
  wanted?: { line: number; count: number };
}

/** The search panel's words (Ctrl+F). */
const SEARCH_WORDS = {
  Find: '找',
  Replace: '换成',
  next: '下一处',
  previous: '上一处',
  all: '全部选中',
  'match case': '区分大小写',
  regexp: '正则',
  'by word': '整词',
  replace: '换这一处',
  'replace all': '全部换',
  close: '关上',
  'current match': '现在这一处',
  'replaced $ matches': '换了 $ 处',
  'replaced match on line $': '换了第 $ 行的一处',
  'on line': '在第几行',
};

/** The file as text, with what lint says on its lines. */
export function TextEditor({ text, findings, onChange, readOnly = false, wanted }: TextEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const tell = useRef(onChange);
  tell.current = onChange;

  useEffect(() => {
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({ doc: text, extensions: extensions(readOnly, (typed) => tell.current(typed)) }),
    });
    made.scrollDOM.tabIndex = 0; // reached from the keyboard when it is only to be read
    view.current = made;
    return () => made.destroy();
    // The text of later drawings is put in below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, findings.map((one) => diagnostic(editor.state, one))));
  }, [findings]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || !wanted) return;
    const line = lineAt(editor.state, wanted.line);
    editor.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
    editor.focus();
  }, [wanted]);

  return <div ref={place} className="text-editor" />;
}

function extensions(readOnly: boolean, changed: (text: string) => void) {
  return [
    EditorView.cspNonce.of(NONCE),
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    highlightActiveLine(),
    syntaxHighlighting(defaultHighlightStyle),
    yaml(),
    indentUnit.of('  '),
    lintGutter(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({ 'aria-label': '知识文件的文字' }),
    search({ top: true }),
    highlightSelectionMatches(),
    EditorState.phrases.of(SEARCH_WORDS),
    keymap.of([...searchKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.updateListener.of((update) => {
      const typed = update.docChanged && update.transactions.some((one) => one.isUserEvent('input') || one.isUserEvent('delete') || one.isUserEvent('undo') || one.isUserEvent('redo') || one.isUserEvent('move'));
      if (typed) changed(update.state.doc.toString());
    }),
  ];
}

function lineAt(state: EditorState, number: number) {
  return state.doc.line(Math.min(Math.max(number, 1), state.doc.lines));
}

function diagnostic(state: EditorState, finding: Finding): Diagnostic {
  const line = lineAt(state, finding.line);
  const indent = line.text.length - line.text.trimStart().length;
  return { from: line.from + indent, to: line.to, severity: finding.severity, message: `${finding.level}：${finding.message}` };
}
