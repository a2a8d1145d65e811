package dev.tallystick.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a member stands in Java.
 *
 * @param form what it is in JSON
 * @param value the type of one value
 * @param parse the function that makes a value of its text or its object
 * @param print the function that makes its text or its object of a value
 */
record JavaKind(Form form, TypeName value, CodeBlock parse, CodeBlock print) {

  /** What a value is in JSON. */
  enum Form {
    TEXT,
    INTEGER,
    FLAG,
    OBJECT
  }

  static final ClassName READER = ClassName.get(JavaNames.DOCUMENT_PACKAGE, "DataReader");
  static final ClassName WRITER = ClassName.get(JavaNames.DOCUMENT_PACKAGE, "DataWriter");
  private static final ClassName EVENT_ID = ClassName.get("dev.tallystick.events", "EventId");
  private static final ClassName HASH = ClassName.get("dev.tallystick.tlog", "Hash");
  private static final ClassName INTEGER =
      ClassName.get("dev.tallystick.events.json", "JsonInteger");
  private static final TypeName STRING = ClassName.get(String.class);
  private static final CodeBlock NOTHING = CodeBlock.of("");

  /** The kind of a field in a record. */
  static JavaKind of(Field field, ClassName owner, Map<String, ClassName> records) {
    ClassName shape = records.get(field.kind());
    if (shape != null) {
      return new JavaKind(
          Form.OBJECT, shape, CodeBlock.of("$T::read", shape), CodeBlock.of("$T::toJson", shape));
    }
    return switch (field.word()) {
      case "json" ->
          new JavaKind(
              Form.OBJECT,
              JavaNames.JSON,
              CodeBlock.of("json -> json"),
              CodeBlock.of("json -> json"));
      case "bool" -> new JavaKind(Form.FLAG, TypeName.BOOLEAN, NOTHING, NOTHING);
      case "int" -> new JavaKind(Form.INTEGER, TypeName.LONG, NOTHING, NOTHING);
      case "id" -> id(JavaNames.id(field.argument()));
      case "enum" -> text(JavaNames.enumOf(field, owner), "$T::of", "$T::wire");
      case "event" -> text(EVENT_ID, "$T::fromString", "$T::toString");
      case "hash" -> read(HASH, "$T::hash", CodeBlock.of("$T::hex", HASH));
      case "hash64" -> read(HASH, "$T::hash64", CodeBlock.of("$T::base64", HASH));
      case "salt" -> read(HASH, "$T::salt", CodeBlock.of("$T::salt", WRITER));
      case "date" ->
          read(
              ClassName.get(LocalDate.class),
              "$T::date",
              CodeBlock.of("$T::toString", LocalDate.class));
      case "instant" ->
          read(ClassName.get(Instant.class), "$T::instant", CodeBlock.of("$T::instant", WRITER));
      default -> new JavaKind(Form.TEXT, STRING, NOTHING, NOTHING);
    };
  }

  private static JavaKind id(ClassName type) {
    return text(type, "$T::new", "$T::value");
  }

  /** A text that the reader of members parses itself, to name the rule that it breaks. */
  private static JavaKind read(TypeName type, String parse, CodeBlock print) {
    return new JavaKind(Form.TEXT, type, CodeBlock.of(parse, READER), print);
  }

  private static JavaKind text(ClassName type, String parse, String print) {
    return new JavaKind(Form.TEXT, type, CodeBlock.of(parse, type), CodeBlock.of(print, type));
  }

  /** The type of the record's component. */
  TypeName component(Field field) {
    if (field.many()) {
      return ParameterizedTypeName.get(ClassName.get(List.class), value.box());
    }
    if (!field.optional()) {
      return value;
    }
    return form == Form.INTEGER
        ? ClassName.get(OptionalLong.class)
        : ParameterizedTypeName.get(ClassName.get(Optional.class), value.box());
  }

  /** The expression that reads the member from a {@code reader}. */
  CodeBlock read(Field field) {
    String method = (field.optional() ? "optional" : "required") + what(field);
    return parse.isEmpty()
        ? CodeBlock.of("reader.$L($S)", method, field.name())
        : CodeBlock.of("reader.$L($S, $L)", method, field.name(), parse);
  }

  /** The same, for an object that nothing has checked before. */
  CodeBlock readStrictly(Field field) {
    if (form == Form.INTEGER && !field.argument().isEmpty()) {
      String[] range = field.argument().split("\\.\\.", -1);
      String method = (field.optional() ? "optional" : "required") + what(field);
      return CodeBlock.of(
          "reader.$L($S, $L, $L)",
          method,
          field.name(),
          range[0],
          range[1].isEmpty() ? CodeBlock.of("$T.MAX", INTEGER) : range[1]);
    }
    CodeBlock read = read(field);
    if (field.sorted() && form == Form.TEXT) {
      read = CodeBlock.of("reader.sorted($S, $L)", field.name(), read);
    }
    return field.many() && field.optional()
        ? CodeBlock.of("reader.leftOutIfEmpty($S, $L)", field.name(), read)
        : read;
  }

  /** The statement that writes the member to a {@code writer}. */
  CodeBlock write(Field field) {
    String method = (field.optional() ? "optional" : "required") + what(field);
    CodeBlock.Builder call = CodeBlock.builder();
    call.add("writer.$L($S, $L", method, field.name(), field.javaName());
    if (!print.isEmpty()) {
      call.add(", $L", print);
    }
    if (field.sorted() && form == Form.TEXT) {
      call.add(", $T.SORTED", WRITER);
    }
    field.keys().forEach(key -> call.add(", $S", key));
    return call.add(")").build();
  }

  private String what(Field field) {
    return switch (form) {
      case TEXT -> field.many() ? "Texts" : "Text";
      case INTEGER -> "Integer";
      case FLAG -> "Flag";
      case OBJECT -> field.many() ? "Objects" : "Object";
    };
  }
}
