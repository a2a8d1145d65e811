package dev.tallystick.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

  static final ClassName READER = JavaNames.inPackage("DataReader");
  static final ClassName WRITER = JavaNames.inPackage("DataWriter");
  private static final ClassName EVENT_ID = ClassName.get("dev.tallystick.events", "EventId");
  private static final ClassName HASH = ClassName.get("dev.tallystick.tlog", "Hash");
  private static final TypeName STRING = ClassName.get(String.class);
  private static final CodeBlock NOTHING = CodeBlock.of("");

  /** The kind of a field in a record. */
  static JavaKind of(Field field, ClassName owner, EventTypeRegistry registry) {
    if (registry.shapes().containsKey(field.kind())) {
      ClassName shape = JavaNames.shape(field.kind());
      return new JavaKind(
          Form.OBJECT, shape, CodeBlock.of("$T::read", shape), CodeBlock.of("$T::toJson", shape));
    }
    return switch (field.word()) {
      case "bool" -> new JavaKind(Form.FLAG, TypeName.BOOLEAN, NOTHING, NOTHING);
      case "int" -> new JavaKind(Form.INTEGER, TypeName.LONG, NOTHING, NOTHING);
      case "id" -> id(JavaNames.id(field.argument()));
      case "enum" -> text(JavaNames.enumOf(field, owner), "$T::of", "$T::wire");
      case "event" -> text(EVENT_ID, "$T::fromString", "$T::toString");
      case "hash" -> text(HASH, "$T::fromHex", "$T::hex");
      case "date" -> text(ClassName.get(LocalDate.class), "$T::parse", "$T::toString");
      case "instant" ->
          new JavaKind(
              Form.TEXT,
              ClassName.get(Instant.class),
              CodeBlock.of("$T::instant", READER),
              CodeBlock.of("$T::instant", WRITER));
      default -> new JavaKind(Form.TEXT, STRING, NOTHING, NOTHING);
    };
  }

  private static JavaKind id(ClassName type) {
    return text(type, "$T::new", "$T::value");
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
