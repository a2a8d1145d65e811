package dev.tallystick.portal.right;

import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.ReaderText;
import jakarta.inject.Singleton;

/** The frame of a page about rights, and its words. */
@Singleton
final class RightsDesk {
  private final Frames frames;
  private final ReaderTexts texts;

  RightsDesk(Frames frames, ReaderTexts texts) {
    this.frames = frames;
    this.texts = texts;
  }

  Frame frame(Frame.Place place) {
    return frames.ofReader(place);
  }

  ReaderText text(Frame frame) {
    return texts.in(frame.locale());
  }
}
