package dev.tallystick.keys;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A session at a PKCS#11 token, for what the JDK's provider cannot do: finding a token by its
 * label, and Ed25519. It uses the JDK's own wrapper of PKCS#11, which is not public: the process
 * needs {@code --add-exports jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED}.
 *
 * <p>The token sees one call at a time. Thread-safe.
 */
final class TokenSession {
  static final String OPTION =
      "--add-exports jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED";

  private static final String WRAPPER = "sun.security.pkcs11.wrapper.";
  private static final long OS_LOCKING = 2;
  private static final long SERIAL_AND_WRITING = 4 | 2;
  private static final long USER = 1;
  private static final long PUBLIC_KEY = 2;
  private static final long PRIVATE_KEY = 3;
  private static final long CLASS = 0;
  private static final long TOKEN = 1;
  private static final long PRIVATE = 2;
  private static final long LABEL = 3;
  private static final long SENSITIVE = 0x103;
  private static final long SIGN = 0x108;
  private static final long VERIFY = 0x10A;
  private static final long EXTRACTABLE = 0x162;
  private static final long EC_PARAMS = 0x180;
  private static final long EC_POINT = 0x181;
  private static final long EDDSA_KEY_PAIR = 0x1055;
  private static final long EDDSA = 0x1057;
  private static final int MOST_KEYS = 1000;

  /** The object identifier of Ed25519, 1.3.101.112. */
  private static final byte[] ED25519 = {6, 3, 0x2b, 0x65, 0x70};

  private final Object pkcs11;
  private final long slot;
  private long session;

  private TokenSession(Object pkcs11, long slot) {
    this.pkcs11 = pkcs11;
    this.slot = slot;
  }

  /**
   * Finds the token with this label.
   *
   * @throws KeyFileException if there is none, or the library cannot be used
   */
  static TokenSession find(String library, String label) {
    Object arguments = make("CK_C_INITIALIZE_ARGS");
    try {
      arguments.getClass().getField("flags").setLong(arguments, OS_LOCKING);
      Class<?> type = type("PKCS11");
      Object pkcs11 =
          type.getMethod(
                  "getInstance", String.class, String.class, arguments.getClass(), boolean.class)
              .invoke(null, library, "C_GetFunctionList", arguments, false);
      long[] slots = (long[]) call(pkcs11, "C_GetSlotList", true);
      for (long slot : slots) {
        Object info = call(pkcs11, "C_GetTokenInfo", slot);
        char[] name = (char[]) info.getClass().getField("label").get(info);
        if (new String(name).strip().equals(label)) {
          return new TokenSession(pkcs11, slot);
        }
      }
    } catch (InvocationTargetException e) {
      throw new KeyFileException("the PKCS#11 library " + library + " cannot be used", e);
    } catch (ReflectiveOperationException e) {
      throw missing(e);
    }
    throw new KeyFileException("there is no token " + label + " in " + library);
  }

  /** The token's slot, whose number may be another one after a start. */
  long slot() {
    return slot;
  }

  /** Begins the session; the provider has logged in, for this process. */
  synchronized void open(char[] pin) {
    session = (long) call(pkcs11, "C_OpenSession", slot, SERIAL_AND_WRITING, null, null);
    try {
      Object unused = call(pkcs11, "C_Login", session, USER, pin);
    } catch (TokenException e) {
      if (!e.isAlreadyLoggedIn()) {
        throw e;
      }
    }
  }

  /** The labels of private keys. */
  synchronized List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (long key : find(attribute(CLASS, PRIVATE_KEY))) {
      labels.add(new String((char[]) get(key, attribute(LABEL, null), true)));
    }
    return labels;
  }

  /** Makes a key pair in the token; its private half never leaves it. */
  synchronized void generate(String label) {
    char[] name = label.toCharArray();
    Object unused =
        call(
            pkcs11,
            "C_GenerateKeyPair",
            session,
            mechanism(EDDSA_KEY_PAIR),
            array(
                attribute(TOKEN, true),
                attribute(LABEL, name),
                attribute(VERIFY, true),
                attribute(EC_PARAMS, ED25519)),
            array(
                attribute(TOKEN, true),
                attribute(PRIVATE, true),
                attribute(SENSITIVE, true),
                attribute(EXTRACTABLE, false),
                attribute(SIGN, true),
                attribute(LABEL, name)));
  }

  /** The private key with this label. */
  synchronized OptionalLong privateKey(String label) {
    long[] found = find(attribute(CLASS, PRIVATE_KEY), attribute(LABEL, label.toCharArray()));
    return found.length == 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
  }

  /** The 32 bytes of the public key with this label. */
  synchronized Optional<byte[]> publicKey(String label) {
    long[] found = find(attribute(CLASS, PUBLIC_KEY), attribute(LABEL, label.toCharArray()));
    if (found.length == 0) {
      return Optional.empty();
    }
    byte[] point = (byte[]) get(found[0], attribute(EC_POINT, null), false);
    return Optional.of(Arrays.copyOfRange(point, point.length - 32, point.length));
  }

  /** The Ed25519 signature of {@code message}. */
  synchronized byte[] sign(long key, byte[] message) {
    Object unused = call(pkcs11, "C_SignInit", session, mechanism(EDDSA), key);
    return (byte[]) call(pkcs11, "C_Sign", session, message);
  }

  private long[] find(Object... attributes) {
    Object unused = call(pkcs11, "C_FindObjectsInit", session, array(attributes));
    long[] found = (long[]) call(pkcs11, "C_FindObjects", session, (long) MOST_KEYS);
    Object unusedEnd = call(pkcs11, "C_FindObjectsFinal", session);
    return found;
  }

  private Object get(long key, Object attribute, boolean isText) {
    Object asked = array(attribute);
    Object unused = call(pkcs11, "C_GetAttributeValue", session, key, asked);
    try {
      // The wrapper puts another attribute into the place of the one that was asked for.
      Object answer = Array.get(asked, 0);
      Object value = answer.getClass().getField("pValue").get(answer);
      if (value instanceof byte[] bytes && isText) {
        return new String(bytes, StandardCharsets.UTF_8).toCharArray();
      }
      return value;
    } catch (ReflectiveOperationException e) {
      throw missing(e);
    }
  }

  private static Object attribute(long type, @Nullable Object value) {
    try {
      Object made = make("CK_ATTRIBUTE");
      made.getClass().getField("type").setLong(made, type);
      made.getClass().getField("pValue").set(made, value);
      return made;
    } catch (ReflectiveOperationException e) {
      throw missing(e);
    }
  }

  private static Object mechanism(long number) {
    try {
      return type("CK_MECHANISM").getConstructor(long.class).newInstance(number);
    } catch (ReflectiveOperationException e) {
      throw missing(e);
    }
  }

  private static Object array(Object... attributes) {
    Object array = Array.newInstance(attributes[0].getClass(), attributes.length);
    for (int i = 0; i < attributes.length; i++) {
      Array.set(array, i, attributes[i]);
    }
    return array;
  }

  private static Object make(String name) {
    try {
      Constructor<?> constructor = type(name).getConstructor();
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw missing(e);
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(WRAPPER + name);
  }

  private static Object call(Object target, String name, @Nullable Object... arguments) {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        return call(target, method, arguments);
      }
    }
    throw new KeyFileException("this JDK's wrapper of PKCS#11 has no " + name);
  }

  private static Object call(Object target, Method method, @Nullable Object... arguments) {
    try {
      Object answer = method.invoke(target, arguments);
      return answer == null ? "" : answer;
    } catch (InvocationTargetException e) {
      throw new TokenException(method.getName(), e.getCause());
    } catch (IllegalAccessException e) {
      throw missing(e);
    }
  }

  private static KeyFileException missing(ReflectiveOperationException e) {
    return new KeyFileException("start the service with " + OPTION, e);
  }

  /** What the token has refused. */
  static final class TokenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TokenException(String call, @Nullable Throwable cause) {
      super(call + ": " + (cause == null ? "refused" : cause.getMessage()), cause);
    }

    boolean isAlreadyLoggedIn() {
      return String.valueOf(getMessage()).contains("USER_ALREADY_LOGGED_IN");
    }
  }
}
