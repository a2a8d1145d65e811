package dev.tallystick.keys;

class InMemoryKmsTest extends KmsContract {

  @Override
  protected Kms create() {
    return new InMemoryKms();
  }
}
