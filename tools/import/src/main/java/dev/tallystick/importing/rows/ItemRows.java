package dev.tallystick.importing.rows;

import dev.tallystick.importing.mapping.FileForm;
import dev.tallystick.importing.mapping.ItemsForm;
import dev.tallystick.importing.mapping.RowValues;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows each of which holds several things in one column, as a row for each of them. */
final class ItemRows implements Rows {
  private final Rows whole;
  private final ItemsForm form;
  private final Set<String> blanks;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private long number;

  ItemRows(Rows whole, ItemsForm form, FileForm file) {
    this.whole = whole;
    this.form = form;
    this.blanks = Set.copyOf(file.blanks());
  }

  @Override
  public Optional<Row> next() throws IOException, UnreadableFileException {
    if (ahead.isEmpty()) {
      Optional<Row> row = whole.next();
      if (row.isEmpty()) {
        return row;
      }
      takeApart(row.get().values(), row.get().line());
    }
    return Optional.of(ahead.removeFirst());
  }

  /** A row that has nothing in the column, or cannot be read, stays one. */
  private void takeApart(Optional<RowValues> row, long line) {
    if (row.isPresent()) {
      for (String item : split(row.get().find(form.column()).orElse(""), form.separator())) {
        if (!item.isEmpty()) {
          ahead.add(
              new Row(++number, line, Optional.of(new Values(number, row.get(), parts(item)))));
        }
      }
    }
    if (ahead.isEmpty()) {
      Optional<RowValues> bare = row.map(values -> new Values(number + 1, values, parts("")));
      ahead.add(new Row(++number, line, bare));
    }
  }

  /** What the thing is made of, counted from its end: a name may have the mark in it. */
  private Map<String, String> parts(String item) {
    Map<String, String> parts = new HashMap<>();
    parts.put(form.column(), item);
    if (form.parts().isEmpty()) {
      return parts;
    }
    List<String> texts = new ArrayList<>(split(item, form.between()));
    while (texts.size() > form.parts().size()) {
      String first = texts.remove(0);
      texts.set(0, first + form.between() + texts.get(0));
    }
    for (int i = 0; i < form.parts().size(); i++) {
      parts.put(form.parts().get(i), i < texts.size() ? texts.get(i) : "");
    }
    return parts;
  }

  private static List<String> split(String text, String mark) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, from)) {
      parts.add(text.substring(from, at).strip());
      from = at + mark.length();
    }
    parts.add(text.substring(from).strip());
    return Collections.unmodifiableList(parts);
  }

  @Override
  public long position() {
    return whole.position();
  }

  @Override
  public void close() throws IOException {
    whole.close();
  }

  /** What the whole row says, and the one thing. */
  private final class Values implements RowValues {
    private final long row;
    private final RowValues around;
    private final Map<String, String> parts;

    Values(long row, RowValues around, Map<String, String> parts) {
      this.row = row;
      this.around = around;
      this.parts = parts;
    }

    @Override
    public Optional<String> find(String column) {
      String text = parts.get(column);
      if (text == null) {
        return around.find(column);
      }
      return text.isEmpty() || blanks.contains(text) ? Optional.empty() : Optional.of(text);
    }

    @Override
    public long number() {
      return row;
    }

    @Override
    public long line() {
      return around.line();
    }
  }
}
