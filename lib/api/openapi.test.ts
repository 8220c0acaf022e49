import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { openApiDocument } from './openapi';

const document = JSON.parse(JSON.stringify(openApiDocument('1.2.3')));

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1 by a validator that is not ours', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it.each(Object.values<Endpoint>(ENDPOINTS))(
    'describes $method $path',
    ({ id, method, path, roles, status, errors }) => {
      const operation = document.paths[path][method.toLowerCase()];
      expect(operation.operationId).toBe(id);
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining([String(status), '500', ...errors.map(String)]),
      );
      if (roles.length > 0)
        expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403', '429']));
      else expect(operation.security).toEqual([]);
    },
  );

  it('has the parameters of a read, and which of them repeat', () => {
    const parameters = document.paths['/costs'].get.parameters;
    expect(parameters.map(({ name }: { name: string }) => name)).toEqual([
      ...['connection', 'from', 'to', 'basis', 'currency', 'groupBy', 'account', 'ou', 'service', 'chargeClass'],
      ...['project', 'environment'],
    ]);
    const of = (name: string) => parameters.find((each: { name: string }) => each.name === name);
    expect(of('groupBy')).toMatchObject({ required: true, schema: { type: 'array', items: { type: 'string' } } });
    expect(of('basis')).toMatchObject({
      required: false,
      schema: { enum: expect.arrayContaining(['netAmortized']), default: 'amortized' },
    });
    expect(of('from').schema).toMatchObject({ type: 'string', pattern: expect.any(String) });
  });

  it('has a tree that holds itself', () => {
    const { schemas } = document.components;
    expect(schemas.GetTreeReply.properties.root).toEqual({ $ref: '#/components/schemas/TreeNode' });
    expect(schemas.TreeNode.properties.children.items).toEqual({ $ref: '#/components/schemas/TreeNode' });
    expect(schemas.TreeNode.required).toEqual(
      expect.arrayContaining(['id', 'type', 'name', 'own', 'total', 'accounts', 'children']),
    );
  });

  it('says what connecting takes', () => {
    const body = document.paths['/connections'].post.requestBody;
    expect(body.required).toBe(true);
    expect(body.content['application/json'].schema).toMatchObject({ required: ['name'], additionalProperties: false });
    expect(document.paths['/connections/{id}/sync'].post.requestBody.required).toBe(false);
  });
});
