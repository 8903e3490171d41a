import { Component, type ReactNode } from 'react';

interface GuardedProps {
  /** What stands there if the content cannot be drawn. */
  instead: ReactNode;
  children: ReactNode;
}

/** A part of the page that may fail without taking the rest along (a card of a newer server). */
export class Guarded extends Component<GuardedProps, { broken: boolean }> {
  state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  render() {
    return this.state.broken ? this.props.instead : this.props.children;
  }
}
