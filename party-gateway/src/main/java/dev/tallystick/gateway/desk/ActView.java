package dev.tallystick.gateway.desk;

import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;
import java.util.List;

/** An act of a clerk's, as it was noted. */
@TemplateData
public record ActView(String kind, String clerk, String ticket, String at) {
  static List<ActView> of(List<NoteAct.Noted> acts, ReaderText text) {
    return acts.stream()
        .map(
            act ->
                new ActView(
                    act.kind().name(),
                    act.clerk(),
                    act.ticket().orElse(""),
                    text.moment(act.doneAt())))
        .toList();
  }
}
