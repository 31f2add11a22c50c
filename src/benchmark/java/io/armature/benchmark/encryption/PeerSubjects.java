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
package io.armature.benchmark.encryption;

import io.armature.benchmark.Operation;
import io.armature.benchmark.StubbedTransport;
import io.armature.benchmark.Subject;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.DynamoDbEncryptionInterceptor;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.DynamoDbItemEncryptor;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.DecryptItemInput;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.DynamoDbItemEncryptorConfig;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.itemencryptor.model.EncryptItemInput;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.model.DynamoDbTableEncryptionConfig;
import software.amazon.cryptography.dbencryptionsdk.dynamodb.model.DynamoDbTablesEncryptionConfig;
import software.amazon.cryptography.dbencryptionsdk.structuredencryption.model.CryptoAction;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.AesWrappingAlg;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateRawAesKeyringInput;
import software.amazon.cryptography.materialproviders.model.DBEAlgorithmSuiteId;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/**
 * The AWS Database Encryption SDK for DynamoDB, with what costs it least: a keyring in memory, and nothing done about the
 * attributes that are not secret, the key aside, which it insists on authenticating. It always authenticates the item as a
 * whole; one of its two suites signs it by ECDSA besides.
 */
final class PeerSubjects {

    static final DBEAlgorithmSuiteId UNSIGNED =
            DBEAlgorithmSuiteId.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_SYMSIG_HMAC_SHA384;

    static final DBEAlgorithmSuiteId SIGNED =
            DBEAlgorithmSuiteId.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384_SYMSIG_HMAC_SHA384;

    private final IKeyring keyring;

    private final Map<String, CryptoAction> actions = actions();

    private final Map<String, AttributeValue> plain = SampleItem.plain();

    private PeerSubjects(IKeyring keyring) {
        this.keyring = keyring;
    }

    /** Takes a local key. */
    static PeerSubjects ofLocalKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new PeerSubjects(materials()
                .CreateRawAesKeyring(CreateRawAesKeyringInput.builder()
                        .keyNamespace("benchmark")
                        .keyName("benchmark")
                        .wrappingKey(ByteBuffer.wrap(key))
                        .wrappingAlg(AesWrappingAlg.ALG_AES256_GCM_IV12_TAG16)
                        .build()));
    }

    /** Takes a key of KMS. */
    static PeerSubjects ofKms(CountingKms kms) {
        return new PeerSubjects(materials()
                .CreateAwsKmsKeyring(CreateAwsKmsKeyringInput.builder()
                        .kmsKeyId(CountingKms.KEY)
                        .kmsClient(kms)
                        .build()));
    }

    private static MaterialProviders materials() {
        return MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build();
    }

    /** Puts the operations where they belong. */
    void addTo(Map<Subject, Operation> operations) {
        addTo(operations, Subjects.PEER_ENCRYPT, Subjects.PEER_DECRYPT, UNSIGNED);
        addTo(operations, Subjects.PEER_ENCRYPT_SIGNED, Subjects.PEER_DECRYPT_SIGNED, SIGNED);
        operations.put(Subjects.PEER_PUT, put(UNSIGNED));
        operations.put(Subjects.PEER_PUT_SIGNED, put(SIGNED));
    }

    private void addTo(
            Map<Subject, Operation> operations, Subject encryption, Subject decryption, DBEAlgorithmSuiteId suite) {
        ItemEncryption item = item(suite);
        Map<String, AttributeValue> encrypted = item.checked();
        operations.put(encryption, item::encrypt);
        operations.put(decryption, () -> item.decrypt(encrypted));
    }

    ItemEncryption item(DBEAlgorithmSuiteId suite) {
        DynamoDbItemEncryptor encryptor = DynamoDbItemEncryptor.builder()
                .DynamoDbItemEncryptorConfig(DynamoDbItemEncryptorConfig.builder()
                        .logicalTableName(SampleItem.TABLE)
                        .partitionKeyName(SampleItem.PARTITION_KEY)
                        .attributeActionsOnEncrypt(actions)
                        .allowedUnsignedAttributes(SampleItem.OPEN)
                        .algorithmSuiteId(suite)
                        .keyring(keyring)
                        .build())
                .build();
        return new ItemEncryption(() -> encrypt(encryptor), encrypted -> decrypt(encryptor, encrypted));
    }

    private Map<String, AttributeValue> encrypt(DynamoDbItemEncryptor encryptor) {
        return encryptor.EncryptItem(
                        EncryptItemInput.builder().plaintextItem(plain).build())
                .encryptedItem();
    }

    private static Map<String, AttributeValue> decrypt(
            DynamoDbItemEncryptor encryptor, Map<String, AttributeValue> encrypted) {
        return encryptor.DecryptItem(
                        DecryptItemInput.builder().encryptedItem(encrypted).build())
                .plaintextItem();
    }

    private Operation put(DBEAlgorithmSuiteId suite) {
        DynamoDbTableEncryptionConfig table = DynamoDbTableEncryptionConfig.builder()
                .logicalTableName(SampleItem.TABLE)
                .partitionKeyName(SampleItem.PARTITION_KEY)
                .attributeActionsOnEncrypt(actions)
                .allowedUnsignedAttributes(SampleItem.OPEN)
                .algorithmSuiteId(suite)
                .keyring(keyring)
                .build();
        DynamoDbEncryptionInterceptor interceptor = DynamoDbEncryptionInterceptor.builder()
                .config(DynamoDbTablesEncryptionConfig.builder()
                        .tableEncryptionConfigs(Map.of(SampleItem.TABLE, table))
                        .build())
                .build();
        StubbedTransport transport = new StubbedTransport();
        return Puts.checked(transport, true, Puts.of(transport.client(interceptor), SampleItem.schema(false)));
    }

    private static Map<String, CryptoAction> actions() {
        Map<String, CryptoAction> actions = new HashMap<>();
        actions.put(SampleItem.PARTITION_KEY, CryptoAction.SIGN_ONLY);
        SampleItem.SECRET.forEach(attribute -> actions.put(attribute, CryptoAction.ENCRYPT_AND_SIGN));
        SampleItem.OPEN.forEach(attribute -> actions.put(attribute, CryptoAction.DO_NOTHING));
        return actions;
    }
}
