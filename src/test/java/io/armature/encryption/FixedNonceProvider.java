/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.encryption;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;

/** A provider as any other, but for the nonce that it "chooses" and the length of its tags. */
final class FixedNonceProvider extends Provider {

    private static final long serialVersionUID = 1L;

    FixedNonceProvider(byte[] nonce) {
        this(nonce, 128);
    }

    FixedNonceProvider(byte[] nonce, int tagBits) {
        super("FixedNonce", "1", "for tests");
        putService(new Service(this, "Cipher", "AES/GCM/NoPadding", "fixed", null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Gcm(nonce, tagBits);
            }
        });
        putService(new Service(this, "Mac", "HmacSHA256", "fixed", null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Hmac();
            }
        });
    }

    private static final class Gcm extends CipherSpi {

        private final Cipher cipher;

        private final byte[] nonce;

        private final int tagBits;

        Gcm(byte[] nonce, int tagBits) {
            this.cipher = new JceProvider(null).aesGcm();
            this.nonce = nonce;
            this.tagBits = tagBits;
        }

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) throws java.security.InvalidKeyException {
            try {
                cipher.init(mode, key, new GCMParameterSpec(tagBits, nonce));
            } catch (GeneralSecurityException ex) {
                throw new java.security.InvalidKeyException(ex);
            }
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec spec, SecureRandom random)
                throws java.security.InvalidKeyException, java.security.InvalidAlgorithmParameterException {
            if (mode == Cipher.ENCRYPT_MODE) {
                throw new java.security.InvalidAlgorithmParameterException("a caller's nonce is refused");
            }
            cipher.init(mode, key, spec);
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineUpdateAAD(byte[] source, int offset, int length) {
            cipher.updateAAD(source, offset, length);
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int offset, int length)
                throws javax.crypto.IllegalBlockSizeException, javax.crypto.BadPaddingException {
            return cipher.doFinal(input, offset, length);
        }

        @Override
        protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
                throws ShortBufferException, javax.crypto.IllegalBlockSizeException, javax.crypto.BadPaddingException {
            return cipher.doFinal(input, offset, length, output, outputOffset);
        }

        @Override
        protected byte[] engineUpdate(byte[] input, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int outputOffset) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineGetIV() {
            return cipher.getIV();
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            return cipher.getParameters();
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return cipher.getOutputSize(length);
        }

        @Override
        protected int engineGetBlockSize() {
            return cipher.getBlockSize();
        }

        @Override
        protected void engineSetMode(String mode) {}

        @Override
        protected void engineSetPadding(String padding) {}
    }

    private static final class Hmac extends MacSpi {

        private final Mac mac = new JceProvider(null).hmacSha256();

        @Override
        protected int engineGetMacLength() {
            return mac.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec spec) throws java.security.InvalidKeyException {
            mac.init(key);
        }

        @Override
        protected void engineUpdate(byte input) {
            mac.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            mac.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            return mac.doFinal();
        }

        @Override
        protected void engineReset() {
            mac.reset();
        }
    }
}
