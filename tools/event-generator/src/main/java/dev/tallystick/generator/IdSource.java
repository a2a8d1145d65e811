package dev.tallystick.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** The record of ids with one prefix. */
final class IdSource {
  private IdSource() {}

  static TypeSpec of(String prefix) {
    ClassName name = JavaNames.id(prefix);
    return TypeSpec.recordBuilder(name)
        .addAnnotation(EventTypeSources.GENERATED)
        .addJavadoc("An id that begins with {@code $L_}.\n\n@param value its text\n", prefix)
        .addModifiers(Modifier.PUBLIC)
        .recordConstructor(
            MethodSpec.constructorBuilder().addParameter(String.class, "value").build())
        .addMethod(
            MethodSpec.compactConstructorBuilder()
                .addJavadoc("Refuses an id with another prefix.")
                .addModifiers(Modifier.PUBLIC)
                .beginControlFlow("if (!value.startsWith($S))", prefix + "_")
                .addStatement(
                    "throw new $T($S)",
                    IllegalArgumentException.class,
                    "no id with " + prefix + "_")
                .endControlFlow()
                .build())
        .addMethod(
            MethodSpec.methodBuilder("toString")
                .addJavadoc("The id itself.")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return value")
                .build())
        .build();
  }
}
