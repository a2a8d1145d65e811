package dev.tallystick.portal.right;

import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ErasurePreview;
import dev.tallystick.portal.document.GoingProvider;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * What an erasure would take away.
 *
 * @param records how many records would go
 * @param held how many a law holds
 * @param identity whether the identifiers go too
 * @param rows the same by company
 * @param confirm what stands for exactly this
 */
@TemplateData
public record GoingView(long records, long held, boolean identity, List<Row> rows, String confirm) {
  /** Copies the list. */
  public GoingView {
    rows = List.copyOf(rows);
  }

  /** What of one company would go, and what would stay. */
  public record Row(String company, long records, long held) {}

  static Part<GoingView> read(Reply reply, Names names) {
    return reply.read(ErasurePreview.Partial::new).map(preview -> of(preview, names));
  }

  private static GoingView of(ErasurePreview.Partial preview, Names names) {
    return new GoingView(
        preview.records().orElse(0),
        preview.held().orElse(0),
        preview.identity().orElse(false),
        preview.providers().stream().map(each -> row(each, names)).toList(),
        preview.confirm().orElse(""));
  }

  private static Row row(GoingProvider.Partial provider, Names names) {
    return new Row(
        provider.provider().map(names::of).orElse("?"),
        provider.records().orElse(0),
        provider.held().orElse(0));
  }
}
