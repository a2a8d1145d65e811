package dev.tallystick.generator;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;

/** All classes of the package: records of types, internal parts and shapes, enums, ids. */
final class EventTypeSources {
  static final AnnotationSpec GENERATED =
      AnnotationSpec.builder(Generated.class)
          .addMember("value", "$S", GenerateEventTypes.class.getName())
          .build();

  private static final ClassName EVENT_TYPE = ClassName.get("dev.tallystick.events", "EventType");
  private static final ClassName EVENT_TYPES = ClassName.get("dev.tallystick.events", "EventTypes");
  private static final ClassName JSON = ClassName.get("dev.tallystick.events.json", "JsonObject");
  private static final ClassName EVENT_DATA = JavaNames.inPackage("EventData");
  private static final ClassName INTERNAL = JavaNames.inPackage("EventInternal");

  private final EventTypeRegistry registry;

  EventTypeSources(EventTypeRegistry registry) {
    this.registry = registry;
  }

  List<TypeSpec> all() {
    List<TypeSpec> all = new ArrayList<>();
    all.add(record(INTERNAL, registry.internal(), "What the internal part of an event may hold."));
    registry
        .shapes()
        .forEach(
            (name, fields) ->
                all.add(record(JavaNames.shape(name), fields, "The object " + code(name) + ".")));
    for (EventTypeRegistry.Type type : registry.types()) {
      all.add(data(type));
      if (!type.internal().isEmpty()) {
        List<Field> fields = registry.internalOf(type);
        String says = "What the internal part of " + code(type.name()) + " holds.";
        all.add(record(JavaNames.internalOf(type.name()), fields, says));
      }
    }
    all.add(codec());
    all.addAll(idsAndSharedEnums());
    return all;
  }

  private static String code(String text) {
    return "{@code " + text + "}";
  }

  private TypeSpec record(ClassName name, List<Field> fields, String says) {
    return new RecordSource(name, fields, registry).record(says).build();
  }

  private TypeSpec data(EventTypeRegistry.Type type) {
    ClassName name = JavaNames.type(type.name());
    return new RecordSource(name, type.data(), registry)
        .record("The data of " + code(type.name()) + ".")
        .addSuperinterface(EVENT_DATA)
        .addField(
            constant(ClassName.get(String.class), "NAME", "The name on the wire.")
                .initializer("$S", "dev.tallystick." + type.name() + ".v1")
                .build())
        .addField(
            constant(ClassName.get(String.class), "SHORT_NAME", "The name in prose.")
                .initializer("$S", type.name())
                .build())
        .addMethod(
            MethodSpec.methodBuilder("eventType")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(EVENT_TYPE)
                .addStatement("return $T.get(SHORT_NAME)", EVENT_TYPES)
                .build())
        .build();
  }

  private static FieldSpec.Builder constant(ClassName type, String name, String says) {
    return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(says);
  }

  /** Reads the data of whatever type. */
  private TypeSpec codec() {
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (type.name()) {\n").indent();
    for (EventTypeRegistry.Type type : registry.types()) {
      ClassName name = JavaNames.type(type.name());
      cases.add("case $T.NAME -> $T.read(data);\n", name, name);
    }
    cases.add("default -> throw new $T($S + type);\n", IllegalArgumentException.class, "no type: ");
    cases.unindent().add("};\n");
    return TypeSpec.classBuilder("EventDataCodec")
        .addAnnotation(GENERATED)
        .addJavadoc("Reads the data of an event of any type.")
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .addMethod(
            MethodSpec.methodBuilder("read")
                .addJavadoc(
                    """
                    Reads data that the registry has checked.

                    @throws IllegalArgumentException if it breaks the form of its type
                    """)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(EVENT_DATA)
                .addParameter(EVENT_TYPE, "type")
                .addParameter(JSON, "data")
                .addCode(cases.build())
                .build())
        .build();
  }

  private List<TypeSpec> idsAndSharedEnums() {
    SortedSet<String> prefixes = new TreeSet<>();
    SortedMap<ClassName, Field> enums = new TreeMap<>();
    ClassName nobody = JavaNames.inPackage("Nobody");
    allFields()
        .forEach(
            field -> {
              if (field.word().equals("id")) {
                prefixes.add(field.argument());
              } else if (field.word().equals("enum")) {
                ClassName name = JavaNames.enumOf(field, nobody);
                if (name.enclosingClassName() == null) {
                  enums.put(name, field);
                }
              }
            });
    List<TypeSpec> types = new ArrayList<>();
    prefixes.forEach(prefix -> types.add(IdSource.of(prefix)));
    enums.forEach(
        (name, field) ->
            types.add(EnumSource.of(name, field).toBuilder().addAnnotation(GENERATED).build()));
    return types;
  }

  private Stream<Field> allFields() {
    return Stream.concat(
        registry.types().stream()
            .flatMap(type -> Stream.concat(type.data().stream(), type.internal().stream())),
        Stream.concat(
            registry.internal().stream(),
            registry.shapes().values().stream().flatMap(List::stream)));
  }
}
