import { optionsOf, type FieldProps } from './answer';
import { ChoiceField } from './ChoiceField';
import { DateField } from './DateField';
import { NumberField } from './NumberField';
import { RegionField } from './RegionField';

/** The form for one fact, by its kind. */
export function FactField(props: FieldProps) {
  if (optionsOf(props.input).length) return <ChoiceField {...props} />;
  if (props.input.kind === 'date') return <DateField {...props} />;
  if (props.input.kind === 'region') return <RegionField {...props} />;
  return <NumberField {...props} />;
}
