package dev.tallystick.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The record of an object, with its codec, its enums and its builder. */
final class RecordSource {
  /** With more components than this, a constructor's call no longer tells which is which. */
  private static final int MOST_WITHOUT_BUILDER = 5;

  private static final ClassName ILLEGAL_MEMBER =
      ClassName.get(JavaNames.DOCUMENT_PACKAGE, "IllegalMemberException");

  private final ClassName name;
  private final List<Field> fields;
  private final Map<String, ClassName> records;
  private boolean closed;

  RecordSource(ClassName name, List<Field> fields, Map<String, ClassName> records) {
    this.name = name;
    this.fields = fields;
    this.records = records;
  }

  /** The record of a document that holds nothing else, and that nothing has checked before. */
  RecordSource closed() {
    closed = true;
    return this;
  }

  TypeSpec.Builder record(String says) {
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(name)
            .addAnnotation(EventTypeSources.GENERATED)
            .addJavadoc("$L\n\n", says)
            .addModifiers(Modifier.PUBLIC)
            .recordConstructor(components());
    fields.forEach(
        field -> type.addJavadoc("@param $L {@code $L}\n", field.javaName(), field.notation()));
    copies(type);
    if (closed) {
      type.addField(memberNames());
    }
    type.addMethod(read()).addMethod(toJson()).addMethod(toText(name.simpleName()));
    enums(type);
    if (fields.size() > MOST_WITHOUT_BUILDER || fields.stream().anyMatch(Field::optional)) {
      new BuilderSource(name, fields, records).addTo(type);
    }
    return type.addType(PartialSource.of(name, fields, records));
  }

  private FieldSpec memberNames() {
    CodeBlock names =
        byName().stream()
            .map(field -> CodeBlock.of("$S", field.name()))
            .collect(CodeBlock.joining(", "));
    return FieldSpec.builder(
            ParameterizedTypeName.get(Set.class, String.class),
            "MEMBERS",
            Modifier.PUBLIC,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("The names of all members.")
        .initializer("$T.of($L)", Set.class, names)
        .build();
  }

  private MethodSpec components() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (Field field : fields) {
      components.addParameter(kind(field).component(field), field.javaName());
    }
    return components.build();
  }

  /** Lists are copied, and times cut to the millisecond that an event can say. */
  private void copies(TypeSpec.Builder type) {
    MethodSpec.Builder constructor =
        MethodSpec.compactConstructorBuilder()
            .addJavadoc("Copies lists, and cuts times to the millisecond.")
            .addModifiers(Modifier.PUBLIC);
    boolean any = false;
    for (Field field : fields) {
      boolean instant = field.kind().equals("instant");
      if (field.many()) {
        constructor.addStatement(
            "$L = $T.copyOf($L)", field.javaName(), List.class, field.javaName());
      } else if (instant && field.optional()) {
        constructor.addStatement(
            "$L = $L.map($T::millis)", field.javaName(), field.javaName(), JavaKind.WRITER);
      } else if (instant) {
        constructor.addStatement(
            "$L = $T.millis($L)", field.javaName(), JavaKind.WRITER, field.javaName());
      }
      any |= field.many() || instant;
    }
    if (any) {
      type.addMethod(constructor.build());
    }
  }

  /** Members are read in the order in which they stand, which is by name. */
  private MethodSpec read() {
    MethodSpec.Builder read =
        MethodSpec.methodBuilder("read")
            .addJavadoc(
                closed
                    ? "Reads an object with these members and no others.\n\n"
                    : "Reads an object; other members are passed over.\n\n")
            .addJavadoc("@throws $T if it has another form\n", ILLEGAL_MEMBER)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(name)
            .addParameter(JavaNames.JSON, "object")
            .addStatement(
                "$T reader = new $T($S, object)",
                JavaKind.READER,
                JavaKind.READER,
                name.simpleName());
    for (Field field : byName()) {
      JavaKind kind = kind(field);
      read.addStatement(
          "$T $L = $L",
          kind.component(field),
          field.javaName(),
          closed ? kind.readStrictly(field) : kind.read(field));
    }
    if (closed) {
      read.addStatement("reader.end()");
    }
    String all = fields.stream().map(Field::javaName).collect(Collectors.joining(",\n"));
    return read.addStatement("return new $T(\n$L)", name, all).build();
  }

  private MethodSpec toJson() {
    MethodSpec.Builder json =
        MethodSpec.methodBuilder("toJson")
            .addJavadoc("The object as JSON; what is absent is left out.")
            .addModifiers(Modifier.PUBLIC)
            .returns(JavaNames.JSON)
            .addStatement("$T writer = new $T()", JavaKind.WRITER, JavaKind.WRITER);
    if (!fields.isEmpty()) {
      byName().forEach(field -> json.addStatement(kind(field).write(field)));
    }
    return json.addStatement("return writer.object()").build();
  }

  static MethodSpec toText(String shown) {
    return MethodSpec.methodBuilder("toString")
        .addJavadoc("Shows no personal data.")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $S", shown)
        .build();
  }

  private void enums(TypeSpec.Builder type) {
    Set<ClassName> seen = new LinkedHashSet<>();
    for (Field field : fields) {
      if (field.word().equals("enum")) {
        ClassName nested = JavaNames.enumOf(field, name);
        if (name.equals(nested.enclosingClassName()) && seen.add(nested)) {
          type.addType(
              EnumSource.of(nested, field).toBuilder().addModifiers(Modifier.STATIC).build());
        }
      }
    }
  }

  private List<Field> byName() {
    return fields.stream().sorted(Comparator.comparing(Field::name)).toList();
  }

  private JavaKind kind(Field field) {
    return JavaKind.of(field, name, records);
  }
}
