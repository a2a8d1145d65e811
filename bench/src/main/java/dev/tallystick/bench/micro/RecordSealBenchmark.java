package dev.tallystick.bench.micro;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What keeping a record of 300 bytes costs, beside the cipher alone: the JDK's AES-256-GCM with a
 * cipher that is used again, a fresh random IV each time, and no associated data.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RecordSealBenchmark {
  private static final int RECORD = 300;
  private static final int IV = 12;
  private static final int TAG_BITS = 128;

  private final byte[] record = new byte[RECORD];
  private final DataKey key = DataKey.draw();
  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec rawKey = new SecretKeySpec(new byte[32], "AES");
  private final Cipher cipher = cipher();

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The context of a record, made anew for each as the vault does. */
  private static SealingContext context() {
    return SealingContext.of(
        "data-vault",
        "mall-east",
        "sub_5ciq6vxtulqh6wm2te5ttwo2a4",
        "ORDINARY",
        "1",
        "record",
        "rec_019cac98-f0c2-79b6-8a79-a40d55045ea7",
        "SHOPPING.AGGREGATE");
  }

  /** Seals and opens as the vault does. */
  @Benchmark
  public byte[] vault() throws SealBrokenException {
    return key.open(key.sealCommitted(record, context()), context());
  }

  /** Encrypts and decrypts with the cipher alone. */
  @Benchmark
  public byte[] cipherAlone() throws GeneralSecurityException {
    byte[] iv = new byte[IV];
    random.nextBytes(iv);
    GCMParameterSpec parameters = new GCMParameterSpec(TAG_BITS, iv);
    cipher.init(Cipher.ENCRYPT_MODE, rawKey, parameters);
    byte[] sealed = cipher.doFinal(record);
    cipher.init(Cipher.DECRYPT_MODE, rawKey, parameters);
    return cipher.doFinal(sealed);
  }
}
