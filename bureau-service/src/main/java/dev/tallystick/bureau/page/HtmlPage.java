package dev.tallystick.bureau.page;

import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A page that a browser shows, prints on A4, or saves as PDF. Every text that is given is shown as
 * text. Not thread-safe.
 */
public final class HtmlPage {
  private static final String STYLE =
      """
      @page { size: A4; margin: 18mm }
      body { font: 10.5pt/1.45 "Noto Sans", "DejaVu Sans", sans-serif; color: #111; max-width: 175mm; margin: 2em auto }
      h1 { font-size: 20pt; margin: 0 0 .2em } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.2em }
      dt { color: #555 } dd { margin: 0 } table { width: 100%; border-collapse: collapse; margin: 1.5em 0 }
      th, td { text-align: right; padding: .35em .4em; border-bottom: 1px solid #bbb; vertical-align: top }
      th:first-child, td:first-child { text-align: left } thead { display: table-header-group } tr { break-inside: avoid }
      tfoot td { font-weight: 600; border-bottom: 0; border-top: 2px solid #111 }
      .small { font-size: 8.5pt; color: #444; overflow-wrap: anywhere; break-inside: avoid }
      @media print { body { margin: 0; max-width: none } }
      """;

  private final StringBuilder html = new StringBuilder(4_096);

  /** Begins a page. */
  public HtmlPage(String title, String heading) {
    html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(title))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(escaped(heading))
        .append("</h1>");
  }

  /** What a browser may do with such a page: show it in its style, and nothing else. */
  public static String policy() {
    String digest =
        Base64.getEncoder()
            .encodeToString(Hash.sha256(STYLE.getBytes(StandardCharsets.UTF_8)).toByteArray());
    return "default-src 'none'; style-src 'sha256-%s'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        .formatted(digest);
  }

  /** A name and what it has. */
  public record Term(String name, String value) {}

  /** Adds names with what they have. */
  public HtmlPage terms(List<Term> terms) {
    html.append("<dl>");
    for (Term term : terms) {
      html.append("<dt>")
          .append(escaped(term.name()))
          .append("</dt><dd>")
          .append(escaped(term.value()))
          .append("</dd>");
    }
    html.append("</dl>");
    return this;
  }

  /**
   * Adds a table.
   *
   * @param foot the last row; none if it is empty
   */
  public HtmlPage table(List<String> heads, List<List<String>> rows, List<String> foot) {
    html.append("<table><thead><tr>");
    for (String head : heads) {
      html.append("<th scope=\"col\">").append(escaped(head)).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    rows.forEach(this::row);
    html.append("</tbody>");
    if (!foot.isEmpty()) {
      html.append("<tfoot>");
      row(foot);
      html.append("</tfoot>");
    }
    html.append("</table>");
    return this;
  }

  private void row(List<String> cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>").append(escaped(cell)).append("</td>");
    }
    html.append("</tr>");
  }

  /** Adds a paragraph. */
  public HtmlPage paragraph(String text) {
    html.append("<p>").append(escaped(text)).append("</p>");
    return this;
  }

  /** Adds a paragraph in small print. */
  public HtmlPage smallPrint(String text) {
    html.append("<p class=\"small\">").append(escaped(text)).append("</p>");
    return this;
  }

  /** The whole page. */
  public String end() {
    return html + "</body></html>\n";
  }

  private static String escaped(String value) {
    StringBuilder safe = new StringBuilder(value.length());
    value
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }
}
