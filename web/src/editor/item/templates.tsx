import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  ADDITIONAL_PROPERTY_FLAG,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  type FieldTemplateProps,
  type ObjectFieldTemplateProps,
  type WrapIfAdditionalTemplateProps,
} from '@rjsf/utils';
import { Button, Input, Space } from 'antd';

/** How the form is laid out: the library's own layout gives deep lists a few letters of width. */

const WIDE_WIDGETS = new Set(['textarea']);

function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, children, displayLabel, rawDescription, required, schema, uiSchema, hidden, registry } = props;
  const Wrap = registry.templates.WrapIfAdditionalTemplate;
  if (hidden) return <div hidden>{children}</div>;
  const own = Boolean(uiSchema?.['ui:field']);
  const nested = schema.type === 'object' || schema.type === 'array';
  const wide = own || nested || WIDE_WIDGETS.has(String(uiSchema?.['ui:widget'])) || ADDITIONAL_PROPERTY_FLAG in schema;
  return (
    <div className={wide ? 'field field--wide' : 'field'}>
      <Wrap {...props}>
        {displayLabel && !own && !nested && (
          <label htmlFor={id} className="field-label">
            {label}
            {required && <span className="bad"> *</span>}
          </label>
        )}
        {children}
        {rawDescription && !nested && <div className="faint">{rawDescription}</div>}
      </Wrap>
    </div>
  );
}

function ObjectFieldTemplate({ title, description, properties, schema, fieldPathId, onAddProperty, readonly }: ObjectFieldTemplateProps) {
  const depth = fieldPathId.path.length;
  const inList = typeof fieldPathId.path[depth - 1] === 'number';
  const open = typeof schema.additionalProperties === 'object';
  return (
    <div className={depth && !inList ? 'part' : ''}>
      {depth > 0 && !inList && title && <h4 className="part__title">{title}</h4>}
      {depth > 0 && !inList && description && <div className="faint">{description}</div>}
      <div className="fields">{properties.map((property) => property.content)}</div>
      {open && (
        <Button icon={<PlusOutlined />} disabled={readonly} onClick={onAddProperty}>
          加一个{title}
        </Button>
      )}
    </div>
  );
}

function ArrayFieldTemplate({ title, items, canAdd, onAddClick, schema, readonly, required }: ArrayFieldTemplateProps) {
  return (
    <div className="part">
      <h4 className="part__title">
        {title}
        {required && <span className="bad"> *</span>}
      </h4>
      {schema.description && <div className="faint">{schema.description}</div>}
      {items}
      {canAdd && (
        <Button icon={<PlusOutlined />} disabled={readonly} onClick={onAddClick}>
          加一条{title}
        </Button>
      )}
    </div>
  );
}

function ArrayFieldItemTemplate({ children, index, buttonsProps, readonly }: ArrayFieldItemTemplateProps) {
  const { hasMoveUp, hasMoveDown, hasRemove, onMoveUpItem, onMoveDownItem, onRemoveItem } = buttonsProps;
  const number = index + 1;
  return (
    <div className="entry">
      <div className="entry__head">
        <b>第{number}条</b>
        <Space size="small">
          {hasMoveUp && <Button size="small" aria-label={`第${number}条上移`} icon={<ArrowUpOutlined />} disabled={readonly} onClick={onMoveUpItem} />}
          {hasMoveDown && <Button size="small" aria-label={`第${number}条下移`} icon={<ArrowDownOutlined />} disabled={readonly} onClick={onMoveDownItem} />}
          {hasRemove && <Button size="small" aria-label={`删掉第${number}条`} icon={<DeleteOutlined />} disabled={readonly} onClick={onRemoveItem} />}
        </Space>
      </div>
      {children}
    </div>
  );
}

function WrapIfAdditionalTemplate({ children, schema, id, label, readonly, onKeyRenameBlur, onRemoveProperty }: WrapIfAdditionalTemplateProps) {
  if (!(ADDITIONAL_PROPERTY_FLAG in schema)) return <>{children}</>;
  return (
    <div className="entry">
      <div className="entry__head">
        <Input
          key={label}
          aria-label="名字"
          id={`${id}-key`}
          className="choice"
          defaultValue={label}
          readOnly={readonly}
          prefix="名字："
          onBlur={onKeyRenameBlur}
        />
        <Button size="small" aria-label={`删掉${label}`} icon={<DeleteOutlined />} disabled={readonly} onClick={onRemoveProperty} />
      </div>
      {children}
    </div>
  );
}

export const TEMPLATES = { FieldTemplate, ObjectFieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate, WrapIfAdditionalTemplate };
