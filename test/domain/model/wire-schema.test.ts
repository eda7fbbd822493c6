import { z } from 'zod';
import { aStandard } from '../../fixtures/builders.ts';
import { frameDraftSchema } from '../../../domain/chapter/parts/frame.ts';
import { SectionDraftSchema } from '../../../domain/chapter/parts/section.ts';
import { StudyDraftSchema } from '../../../domain/chapter/parts/study.ts';
import { fullJsonSchema, strictJsonSchema } from '../../../domain/model/wire-schema.ts';

describe('the strict schema on the wire', () => {
  it('drops the limits that strict servers refuse and keeps everything that shapes the reply', () => {
    const schema = z.strictObject({
      name: z.string().min(3).regex(/^a/).describe('Its name.'),
      count: z.int().positive(),
      tags: z.array(z.enum(['a', 'b'])).min(2),
      note: z.string().nullable(),
    });

    expect(strictJsonSchema(schema)).toEqual({
      type: 'object',
      properties: {
        name: { type: 'string', description: 'Its name.' },
        count: { type: 'integer' },
        tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
        note: { type: ['string', 'null'] },
      },
      required: ['name', 'count', 'tags', 'note'],
      additionalProperties: false,
    });
  });

  it('leaves a property alone that is named like a keyword', () => {
    const schema = z.strictObject({ pattern: z.string(), format: z.string(), title: z.string(), default: z.string() });

    expect(Object.keys(strictJsonSchema(schema).properties ?? {})).toEqual(['pattern', 'format', 'title', 'default']);
  });

  it('requires every key at any depth and turns alternatives into anyOf', () => {
    const schema = z.object({
      item: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('text'), text: z.string() }),
        z.object({ kind: z.literal('none') }),
      ]),
    });

    expect(strictJsonSchema(schema)).toMatchObject({
      additionalProperties: false,
      properties: {
        item: {
          anyOf: [
            { required: ['kind', 'text'], additionalProperties: false },
            { required: ['kind'], additionalProperties: false },
          ],
        },
      },
    });
  });

  it.each([
    ['section', SectionDraftSchema],
    ['frame', frameDraftSchema(aStandard())],
    ['study', StudyDraftSchema],
  ])('of a %s holds no keyword outside the strict subset', (_name, schema) => {
    const text = JSON.stringify(strictJsonSchema(schema));

    expect(text).not.toMatch(/"(minLength|maxLength|minItems|maxItems|minimum|maximum|exclusiveMinimum|\$schema)":/);
    expect(text).toContain('"additionalProperties":false');
  });
});

it('the full schema keeps the limits, for a model that reads it', () => {
  expect(fullJsonSchema(z.strictObject({ tags: z.array(z.string()).min(2) }))).toMatchObject({
    properties: { tags: { minItems: 2 } },
  });
});
