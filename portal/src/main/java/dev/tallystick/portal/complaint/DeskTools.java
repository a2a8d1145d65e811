package dev.tallystick.portal.complaint;

import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.PartyNames;
import dev.tallystick.portal.frame.Frame;
import dev.tallystick.portal.frame.Frames;
import dev.tallystick.portal.words.ReaderTexts;
import dev.tallystick.web.ReaderText;
import jakarta.inject.Singleton;

/** What the page of waiting complaints is made with. */
@Singleton
final class DeskTools {
  private final Frames frames;
  private final ReaderTexts texts;
  private final Neighbours neighbours;
  private final PartyNames names;

  DeskTools(Frames frames, ReaderTexts texts, Neighbours neighbours, PartyNames names) {
    this.frames = frames;
    this.texts = texts;
    this.neighbours = neighbours;
    this.names = names;
  }

  Frame frame() {
    return frames.ofReader(Frame.Place.ELSEWHERE);
  }

  ReaderText text(Frame frame) {
    return texts.in(frame.locale());
  }

  Neighbours neighbours() {
    return neighbours;
  }

  PartyNames names() {
    return names;
  }
}
