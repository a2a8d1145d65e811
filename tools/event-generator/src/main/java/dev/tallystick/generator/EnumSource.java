package dev.tallystick.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The Java enum of an {@code enum A B}. */
final class EnumSource {
  private EnumSource() {}

  static TypeSpec of(ClassName name, Field field) {
    List<String> wires = List.of(field.argument().split(" ", -1));
    TypeSpec.Builder type =
        TypeSpec.enumBuilder(name)
            .addJavadoc("One of {@code $L}.", String.join(", ", wires))
            .addModifiers(Modifier.PUBLIC)
            .addField(
                FieldSpec.builder(String.class, "wire", Modifier.PRIVATE, Modifier.FINAL).build())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addParameter(String.class, "wire")
                    .addStatement("this.wire = wire")
                    .build())
            .addMethod(of(name, wires))
            .addMethod(
                MethodSpec.methodBuilder("wire")
                    .addJavadoc("Its text in an event.")
                    .addModifiers(Modifier.PUBLIC)
                    .returns(String.class)
                    .addStatement("return wire")
                    .build());
    for (String wire : wires) {
      type.addEnumConstant(
          JavaNames.constant(wire), TypeSpec.anonymousClassBuilder("$S", wire).build());
    }
    return type.build();
  }

  private static MethodSpec of(ClassName name, List<String> wires) {
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (wire) {\n").indent();
    for (String wire : wires) {
      cases.add("case $S -> $L;\n", wire, JavaNames.constant(wire));
    }
    cases.add(
        "default -> throw new $T($S);\n",
        IllegalArgumentException.class,
        "no " + String.join(".", name.simpleNames()));
    return MethodSpec.methodBuilder("of")
        .addJavadoc(
            """
            The constant with this text.

            @throws IllegalArgumentException if there is none
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(name)
        .addParameter(String.class, "wire")
        .addCode(cases.unindent().add("};\n").build())
        .build();
  }
}
