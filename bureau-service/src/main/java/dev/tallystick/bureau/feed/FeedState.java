package dev.tallystick.bureau.feed;

/** How far a feed has come. */
enum FeedState {
  /** Changes make reports. */
  ACTIVE,
  /** It has ended in the log; what was begun before is being finished. */
  ENDING,
  /** Its last item has been told. */
  ENDED
}
