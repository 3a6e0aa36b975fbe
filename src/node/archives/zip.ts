import type { Input, Member, Unpacking } from '../unpack.ts'

export async function* readZip(_input: Input, _unpacking: Unpacking): AsyncGenerator<Member> {}
