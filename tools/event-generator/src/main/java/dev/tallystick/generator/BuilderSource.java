package dev.tallystick.generator;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.lang.model.element.Modifier;

/** The builder nested in a record. */
final class BuilderSource {
  private static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");

  private final ClassName record;
  private final ClassName builder;
  private final List<Field> fields;
  private final EventTypeRegistry registry;

  BuilderSource(ClassName record, List<Field> fields, EventTypeRegistry registry) {
    this.record = record;
    this.builder = record.nestedClass("Builder");
    this.fields = fields;
    this.registry = registry;
  }

  void addTo(TypeSpec.Builder type) {
    type.addMethod(
        MethodSpec.methodBuilder("builder")
            .addJavadoc("A builder in which nothing is set.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(builder)
            .addStatement("return new $T()", builder)
            .build());
    MethodSpec.Builder copy =
        MethodSpec.methodBuilder("toBuilder")
            .addJavadoc("A builder in which everything is set as it is here.")
            .addModifiers(Modifier.PUBLIC)
            .returns(builder)
            .addStatement("$T builder = new $T()", builder, builder);
    fields.forEach(
        field -> copy.addStatement("builder.$L = $L", field.javaName(), field.javaName()));
    type.addMethod(copy.addStatement("return builder").build());
    type.addType(builderClass());
  }

  private TypeSpec builderClass() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(builder)
            .addJavadoc("Collects the members by name. Not thread-safe.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    CodeBlock.Builder values = CodeBlock.builder();
    String separator = "";
    for (Field field : fields) {
      JavaKind kind = JavaKind.of(field, record, registry);
      type.addField(state(field, kind));
      setters(field, kind).forEach(type::addMethod);
      values.add("$L\n", separator);
      values.add(
          field.optional() ? "$L" : "$T.set($S, $L)",
          field.optional()
              ? new Object[] {field.javaName()}
              : new Object[] {JavaKind.READER, field.javaName(), field.javaName()});
      separator = ",";
    }
    return type.addMethod(
            MethodSpec.methodBuilder("build")
                .addJavadoc("The record.\n\n")
                .addJavadoc("@throws IllegalStateException if a required member is not set\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(record)
                .addStatement("return new $T($L)", record, values.build())
                .build())
        .build();
  }

  /** Optional members begin as absent, required ones as not set. */
  private static FieldSpec state(Field field, JavaKind kind) {
    TypeName type = kind.component(field);
    if (!field.optional()) {
      TypeName maybe = type.box().annotated(AnnotationSpec.builder(NULLABLE).build());
      return FieldSpec.builder(maybe, field.javaName(), Modifier.PRIVATE).build();
    }
    CodeBlock absent =
        field.many()
            ? CodeBlock.of("$T.of()", List.class)
            : CodeBlock.of(
                "$T.empty()",
                kind.form() == JavaKind.Form.INTEGER ? OptionalLong.class : Optional.class);
    return FieldSpec.builder(type, field.javaName(), Modifier.PRIVATE).initializer(absent).build();
  }

  private List<MethodSpec> setters(Field field, JavaKind kind) {
    if (field.many()) {
      TypeName items =
          ParameterizedTypeName.get(
              ClassName.get(Collection.class), WildcardTypeName.subtypeOf(kind.value().box()));
      return List.of(
          setter(field, items, CodeBlock.of("$T.copyOf($L)", List.class, field.javaName())));
    }
    CodeBlock value = CodeBlock.of("$L", field.javaName());
    if (!field.optional()) {
      return List.of(setter(field, kind.value(), value));
    }
    Class<?> optional = kind.form() == JavaKind.Form.INTEGER ? OptionalLong.class : Optional.class;
    return List.of(
        setter(field, kind.value(), CodeBlock.of("$T.of($L)", optional, field.javaName())),
        setter(field, kind.component(field), value));
  }

  private MethodSpec setter(Field field, TypeName type, CodeBlock value) {
    return MethodSpec.methodBuilder(field.javaName())
        .addJavadoc("Sets {@code $L}: {@code $L}.", field.name(), field.notation())
        .addModifiers(Modifier.PUBLIC)
        .returns(builder)
        .addParameter(type, field.javaName())
        .addStatement("this.$L = $L", field.javaName(), value)
        .addStatement("return this")
        .build();
  }
}
