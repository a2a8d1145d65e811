package dev.tallystick.portal.consent;

import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * A consent and where it can go.
 *
 * @param what who may do what by it now
 */
@TemplateData
public record MoveView(String id, String what, List<Choice> choices) {
  /** Copies the list. */
  public MoveView {
    choices = List.copyOf(choices);
  }

  /**
   * A bureau that can take over.
   *
   * @param text what the reader agrees to by that
   */
  @TemplateData
  public record Choice(String bureau, String name, String text) {}
}
