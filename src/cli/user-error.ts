/** Something that the user must change: the command prints the message alone and exits with 2. */
export class UserError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UserError'
  }
}
