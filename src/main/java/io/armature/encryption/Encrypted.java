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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.BeanTableSchemaAttributeTag;

/**
 * Marks an attribute whose value is encrypted before it leaves the application and decrypted when it is read.
 *
 * <p>Stands on a record component of an entity, or on the getter or setter of a bean, at the top level of the item: what
 * is inside a document is encrypted with the whole document. Any type of value will do. Keys, versions, counters, times to
 * live and attributes of index keys cannot be encrypted, and nothing can be searched by an encrypted attribute; start-up
 * refuses that.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.RECORD_COMPONENT})
@BeanTableSchemaAttributeTag(EncryptedAttributes.class)
public @interface Encrypted {}
