package dev.tallystick.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The view nested in a record for readers that must not fail, whatever the object holds. */
final class PartialSource {
  static final String NAME = "Partial";

  private static final ClassName VIEW = ClassName.get(JavaNames.DOCUMENT_PACKAGE, "PartialData");
  private static final Set<String> TIMES = Set.of("instant", "date");

  private PartialSource() {}

  static TypeSpec of(ClassName owner, List<Field> fields, Map<String, ClassName> records) {
    TypeSpec.Builder view =
        TypeSpec.recordBuilder(owner.nestedClass(NAME))
            .addJavadoc(
                """
                What is there of such an object, read without ever failing: what is absent, or of
                another kind, is empty. Texts of whatever form are given as they are.

                @param object the object, checked or not
                """)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .recordConstructor(
                MethodSpec.constructorBuilder().addParameter(JavaNames.JSON, "object").build());
    for (Field field : fields) {
      view.addMethod(accessor(field, records));
    }
    return view.addMethod(RecordSource.toText(owner.simpleName() + "." + NAME)).build();
  }

  private static MethodSpec accessor(Field field, Map<String, ClassName> records) {
    ClassName record = records.get(field.kind());
    TypeName one = record != null ? record.nestedClass(NAME) : type(field);
    boolean json = one.equals(JavaNames.JSON);
    boolean shape = record != null || json;
    CodeBlock read = json ? CodeBlock.of(", member -> member") : CodeBlock.of(", $T::new", one);
    CodeBlock rest = shape ? read : CodeBlock.of("");
    return MethodSpec.methodBuilder(field.javaName())
        .addJavadoc("{@code $L}: {@code $L}.", field.name(), field.notation())
        .addModifiers(Modifier.PUBLIC)
        .returns(result(field, one))
        .addStatement("return $T.$L(object, $S$L)", VIEW, method(field, shape), field.name(), rest)
        .build();
  }

  /** A list shows its texts as they are, whatever they stand for. */
  private static TypeName type(Field field) {
    if (field.many() && !field.word().equals("json")) {
      return ClassName.get(String.class);
    }
    return switch (field.word()) {
      case "json" -> JavaNames.JSON;
      case "bool" -> TypeName.BOOLEAN.box();
      case "int" -> TypeName.LONG.box();
      case "instant" -> ClassName.get(Instant.class);
      case "date" -> ClassName.get(LocalDate.class);
      default -> ClassName.get(String.class);
    };
  }

  private static TypeName result(Field field, TypeName one) {
    if (field.many()) {
      return ParameterizedTypeName.get(ClassName.get(List.class), one);
    }
    return field.word().equals("int")
        ? ClassName.get(OptionalLong.class)
        : ParameterizedTypeName.get(ClassName.get(Optional.class), one);
  }

  private static String method(Field field, boolean shape) {
    if (field.many()) {
      return shape ? "objects" : "texts";
    }
    return shape
        ? "object"
        : switch (field.word()) {
          case "bool" -> "flag";
          case "int" -> "integer";
          default -> TIMES.contains(field.word()) ? field.word() : "text";
        };
  }
}
