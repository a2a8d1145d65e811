package dev.tallystick.problem;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a problem as one line of JSON, without reflection and in a fixed order of members. */
final class ProblemJson {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder json = new StringBuilder(256);

  private ProblemJson() {}

  static String of(ProblemDocument problem) {
    ProblemJson writer = new ProblemJson();
    writer.member("type", problem.type());
    writer.member("title", problem.title());
    writer.member("status", problem.status());
    writer.member("detail", problem.detail());
    writer.member("code", problem.code());
    writer.member("field", problem.field());
    writer.member("rule", problem.rule());
    writer.member("ruleId", problem.ruleId());
    writer.member("rulePack", problem.rulePack());
    writer.member("auditEventId", problem.auditEventId());
    Long auditIndex = problem.auditIndex();
    if (auditIndex != null) {
      writer.member("auditIndex", auditIndex);
    }
    writer.member("reference", problem.reference());
    writer.member("allowed", problem.allowed());
    writer.member("help", problem.help());
    return writer.json.append('}').toString();
  }

  /** Several fields that are refused at once, each with the rule that it breaks: an array. */
  static String of(List<FieldError> errors) {
    StringBuilder array = new StringBuilder("[");
    for (FieldError error : errors) {
      ProblemJson writer = new ProblemJson();
      writer.member("field", error.field());
      writer.member("rule", error.rule());
      writer.member("allowed", error.allowed());
      array.append(array.length() == 1 ? "" : ",").append(writer.json).append('}');
    }
    return array.append(']').toString();
  }

  /** With more members after those that every problem has, by name. */
  static String of(ProblemDocument problem, Map<String, String> extensions) {
    StringBuilder json = new StringBuilder(of(problem));
    json.setLength(json.length() - 1);
    new TreeMap<>(extensions)
        .forEach((name, value) -> json.append(",\"").append(name).append("\":").append(value));
    return json.append('}').toString();
  }

  private void member(String name, long value) {
    name(name);
    json.append(value);
  }

  private void member(String name, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    name(name);
    char before = '[';
    for (String value : values) {
      json.append(before);
      text(value);
      before = ',';
    }
    json.append(']');
  }

  private void member(String name, @Nullable String value) {
    if (value == null) {
      return;
    }
    name(name);
    text(value);
  }

  private void text(String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value, i);
    }
    json.append('"');
  }

  private void name(String name) {
    json.append(json.isEmpty() ? '{' : ',').append('"').append(name).append("\":");
  }

  private void character(String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        // A lone surrogate has no UTF-8 form; U+2028 and U+2029 end a line for some NDJSON readers.
        if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029' || isLoneSurrogate(text, at)) {
          json.append("\\u")
              .append(HEX.charAt(c >> 12))
              .append(HEX.charAt((c >> 8) & 0xf))
              .append(HEX.charAt((c >> 4) & 0xf))
              .append(HEX.charAt(c & 0xf));
        } else {
          json.append(c);
        }
      }
    }
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
