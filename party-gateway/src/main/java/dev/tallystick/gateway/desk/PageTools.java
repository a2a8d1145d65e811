package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.web.ReaderText;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;

/** What every page with forms is made with. */
@Singleton
final class PageTools {
  private final DeskFrames frames;
  private final NoteAct acts;
  private final Validator validator;

  PageTools(DeskFrames frames, NoteAct acts, Validator validator) {
    this.frames = frames;
    this.acts = acts;
    this.validator = validator;
  }

  DeskFrame frame(DeskFrame.Place place) {
    return frames.of(place);
  }

  ReaderText text(DeskFrame frame) {
    return frames.text(frame);
  }

  NoteAct acts() {
    return acts;
  }

  /** What a form asks for, if each field has the form that the API asks for too. */
  <T> T valid(T request) {
    validator.validate(request).stream()
        .findFirst()
        .ifPresent(
            flaw -> {
              throw GatewayProblemCode.ORDER_INVALID.problem(
                  flaw.getPropertyPath().toString(), "of the form asked for");
            });
    return request;
  }
}
