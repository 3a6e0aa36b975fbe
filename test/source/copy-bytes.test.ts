import { expect, test } from 'vitest'
import { Places } from '../../src/mappings/places.ts'
import { copyBytes } from '../../src/source/copy-bytes.ts'

test('a copy of a Buffer stays when the Buffer is read into again', () => {
  const buffer = Buffer.from('first line')
  const copy = copyBytes(buffer, 0, 5)
  buffer.write('other line')
  expect(new TextDecoder().decode(copy)).toBe('first')
})

test('folders of mapped files are known by bytes of their own', () => {
  const places = new Places()
  const chunk = Buffer.from('/kafka-logs/orders-7/')
  const orders = places.intern(chunk, 0, chunk.length)
  chunk.write('/kafka-logs/prices-7/')
  const prices = places.intern(chunk, 0, chunk.length)
  expect(prices).not.toBe(orders)
  chunk.write('/kafka-logs/orders-7/')
  expect(places.intern(chunk, 0, chunk.length)).toBe(orders)
})
