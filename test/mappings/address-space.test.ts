import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AddressSpace } from '../../src/mappings/address-space.ts'

test('a mapping is gone when its last piece is', () => {
  const space = new AddressSpace<string>()
  space.map(0, 100, true, 'a')
  expect(space.unmap(40, 60)).toEqual({ lostBytes: 20, gainedBytes: 0, gone: [] })
  expect(space.unmap(0, 50)).toEqual({ lostBytes: 40, gainedBytes: 0, gone: [] })
  expect(space.unmap(0, 1000)).toEqual({ lostBytes: 40, gainedBytes: 0, gone: ['a'] })
})

test('mapping over a mapping takes its place', () => {
  const space = new AddressSpace<string>()
  space.map(0, 100, true, 'a')
  expect(space.map(0, 100, true, 'b')).toEqual({ lostBytes: 100, gainedBytes: 100, gone: ['a'] })
})

test('any order of calls leaves what a page by page account leaves', () => {
  const step = fc.record({
    call: fc.constantFrom('map', 'unmap', 'allow', 'forbid'),
    start: fc.nat(40),
    length: fc.integer({ min: 1, max: 12 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const space = new AddressSpace<number>()
      const pages = new Map<number, { owner: number; accessible: boolean }>()
      const gone: number[] = []
      for (const [owner, { call, start, length }] of steps.entries()) {
        const end = start + length
        if (call === 'map') gone.push(...space.map(start, end, true, owner).gone)
        else if (call === 'unmap') gone.push(...space.unmap(start, end).gone)
        else space.protect(start, end, call === 'allow')
        for (let page = start; page < end; page++) {
          const known = pages.get(page)
          if (call === 'map') pages.set(page, { owner, accessible: true })
          else if (call === 'unmap') pages.delete(page)
          else if (known !== undefined) known.accessible = call === 'allow'
        }
      }
      const owners = steps.flatMap(({ call }, owner) => (call === 'map' ? [owner] : []))
      const living = new Set([...pages.values()].map(({ owner }) => owner))
      expect([...gone].sort()).toEqual(owners.filter((owner) => !living.has(owner)).sort())
      const accessible = [...pages.values()].filter((page) => page.accessible).length
      expect(space.unmap(0, 1000).lostBytes).toBe(accessible)
    }),
    { numRuns: 500 },
  )
})
