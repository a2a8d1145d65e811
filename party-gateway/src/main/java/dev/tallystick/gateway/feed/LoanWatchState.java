package dev.tallystick.gateway.feed;

/** How far the watch of a loan has come. */
enum LoanWatchState {
  /** The bureau was asked, or will be; its answer is not known. */
  ASKED,
  /** The bureau tells of changes. */
  ACTIVE,
  /** It has told the end. */
  ENDED
}
