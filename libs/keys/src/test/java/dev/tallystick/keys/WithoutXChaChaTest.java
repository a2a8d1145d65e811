package dev.tallystick.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.impl.XC20P;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithoutXChaChaTest {
  /** A native build fails where these differ, but not every build is a native one. */
  @Test
  void everyMethodOfTheOriginalIsReplaced() {
    assertThat(methods(WithoutXChaCha.class)).isEqualTo(methods(XC20P.class));
  }

  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(WithoutXChaChaTest::signature)
        .sorted()
        .toList();
  }

  private static String signature(Method method) {
    return Modifier.toString(method.getModifiers())
        + " "
        + method.getReturnType()
        + " "
        + method.getName()
        + Arrays.toString(method.getParameterTypes());
  }
}
