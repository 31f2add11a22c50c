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
package io.armature.benchmark.calls;

import io.armature.encryption.Encrypted;
import io.armature.mapping.Table;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** A document with 4 encrypted attributes. */
@DynamoDbBean
@Table("secret-document")
public class SecretDocument extends Document {

    /** Returns a document with values in all attributes. */
    public static SecretDocument of(int number) {
        Document plain = Document.of(number);
        SecretDocument document = new SecretDocument();
        document.setAuthor(plain.getAuthor());
        document.setNumber(number);
        document.setTitle(plain.getTitle());
        document.setStatus(plain.getStatus());
        document.setLanguage(plain.getLanguage());
        document.setPublisher(plain.getPublisher());
        document.setSummary(plain.getSummary());
        document.setPages(plain.getPages());
        document.setRevision(plain.getRevision());
        document.setCreated(plain.getCreated());
        return document;
    }

    @Override
    @Encrypted
    public String getTitle() {
        return super.getTitle();
    }

    @Override
    @Encrypted
    public String getStatus() {
        return super.getStatus();
    }

    @Override
    @Encrypted
    public String getPublisher() {
        return super.getPublisher();
    }

    @Override
    @Encrypted
    public String getSummary() {
        return super.getSummary();
    }
}
