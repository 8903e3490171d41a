import { Button } from '@chatui/core';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../shared/Icon';
import { FactField } from '../fields/FactField';
import type { Fact, Person } from '../types';
import { Confirmed } from './Confirmed';
import type { ProfileState } from './useProfile';

/** 我的情况: everything the bot keeps about each person, each thing to be mended or struck out. */
export function ProfilePanel({ profile }: { profile: ProfileState }) {
  const { persons, error, busy, reload } = profile;
  const top = useFocusKept(persons, error);
  const known = persons?.filter(({ facts }) => facts.length > 0) ?? [];
  return (
    <div className="profile">
      <p className="small" ref={top} tabIndex={-1}>
        这些是您在对话里告诉我的，只用来算您能享受什么。说错了可以改，不想留可以删。
      </p>
      {error && (
        <p className="line profile__error">
          <Icon name="away" />
          <span>{error}</span>
          <Button onClick={reload}>再试一次</Button>
        </p>
      )}
      {!persons && !error && <p>正在取…</p>}
      {persons && !known.length && <p className="profile__empty">还没有记下什么。问的时候说到年龄、户口这些，就会记在这里。</p>}
      {known.map((person) => (
        <PersonPart key={person.subject} person={person} alone={known.length === 1} profile={profile} />
      ))}
      {known.length > 0 && (
        <Confirmed ask="全部删掉" question="记下的情况都删掉吗？删了找不回来。" busy={busy} onConfirm={() => profile.forget()} />
      )}
    </div>
  );
}

/** Struck out with its row, a pressed button leaves the focus nowhere: it goes to the panel's top. */
function useFocusKept(persons: Person[] | null, error: string) {
  const top = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement?.tagName === 'DIALOG';
    if (persons && lost && top.current?.dataset.used) top.current.focus({ preventScroll: true });
    if (top.current) top.current.dataset.used = 'yes';
  }, [persons, error]);
  return top;
}

interface PersonPartProps {
  person: Person;
  /** Nobody else is known, so that "all" already means this person. */
  alone: boolean;
  profile: ProfileState;
}

function PersonPart({ person: { subject, label, facts }, alone, profile }: PersonPartProps) {
  return (
    <section className="person" aria-label={label}>
      <h3>{label}</h3>
      <ul className="facts">
        {facts.map((fact) => (
          <FactRow key={fact.fact} fact={fact} person={label} subject={subject} profile={profile} />
        ))}
      </ul>
      {!alone && (
        <Confirmed
          ask={`删掉${label}的情况`}
          question={`${label}的情况都删掉吗？删了找不回来。`}
          busy={profile.busy}
          onConfirm={() => profile.forget(subject)}
        />
      )}
    </section>
  );
}

interface FactRowProps {
  fact: Fact;
  person: string;
  subject: string;
  profile: ProfileState;
}

function FactRow({ fact, person, subject, profile }: FactRowProps) {
  const [editing, setEditing] = useState(false);
  const name = `${person}的${fact.label}`;
  const correct = async (value: Parameters<ProfileState['correct']>[2]) => {
    if (await profile.correct(subject, fact.fact, value)) setEditing(false);
  };
  return (
    <li className="fact">
      <div className="fact__row">
        <span className="fact__words">
          <span className="small">{fact.label}</span>
          <b>{fact.text}</b>
        </span>
        <button type="button" className="plain" aria-expanded={editing} onClick={() => setEditing(!editing)}>
          <Icon name="edit" />
          {editing ? '不改' : '改'}
          <span className="heard">{name}</span>
        </button>
        <button type="button" className="plain" disabled={profile.busy} onClick={() => profile.forget(subject, fact.fact)}>
          <Icon name="bin" />删<span className="heard">{name}</span>
        </button>
      </div>
      {editing && (
        <FactField
          input={fact.input}
          label={name}
          current={fact.value}
          submitLabel="改成这个"
          disabled={profile.busy}
          onAnswer={({ value }) => void correct(value)}
        />
      )}
    </li>
  );
}
