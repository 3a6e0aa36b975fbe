/** A straight line through points (least squares), fed point by point in constant memory. */
export class LinearFit {
  count = 0
  #meanX = 0
  #meanY = 0
  #sumXX = 0
  #sumYY = 0
  #sumXY = 0

  // Welford's updates: deviations from the running mean stay small where sums of squares of epoch seconds would not.
  add(x: number, y: number): void {
    this.count++
    const fromMeanX = x - this.#meanX
    const fromMeanY = y - this.#meanY
    this.#meanX += fromMeanX / this.count
    this.#meanY += fromMeanY / this.count
    this.#sumXX += fromMeanX * (x - this.#meanX)
    this.#sumYY += fromMeanY * (y - this.#meanY)
    this.#sumXY += fromMeanX * (y - this.#meanY)
  }

  /** Rise per unit of x; 0 for fewer than two different x. */
  get slope(): number {
    return this.#sumXX > 0 ? this.#sumXY / this.#sumXX : 0
  }

  get intercept(): number {
    return this.#meanY - this.slope * this.#meanX
  }

  /** How much of the variation the line explains, 0 to 1; 0 where nothing varies. */
  get r2(): number {
    return this.#sumXX > 0 && this.#sumYY > 0 ? this.#sumXY ** 2 / (this.#sumXX * this.#sumYY) : 0
  }
}
