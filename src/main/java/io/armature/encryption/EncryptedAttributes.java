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

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;

/** The encrypted attributes that a schema reports, and the tag by which it does. */
public final class EncryptedAttributes {

    private static final String METADATA = "Armature:EncryptedAttributes";

    private EncryptedAttributes() {}

    /**
     * Returns the tag of the annotation, for the enhanced client, which calls this method by its name.
     *
     * @param annotation the annotation
     * @return the tag
     */
    public static StaticAttributeTag attributeTagFor(Encrypted annotation) {
        return tag();
    }

    /**
     * Returns the tag for schemas that are built without annotations.
     *
     * @return the tag
     */
    public static StaticAttributeTag tag() {
        return (name, type) ->
                metadata -> metadata.addCustomMetadataObject(METADATA, (Collection<Object>) List.<Object>of(name));
    }

    /**
     * Returns the attributes of a schema that are encrypted.
     *
     * @param metadata metadata of the schema
     * @return their names, empty if there are none
     */
    public static Set<String> of(TableMetadata metadata) {
        return names(metadata).stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the same names as they stand in the metadata, which costs no copy. */
    static Collection<?> names(TableMetadata metadata) {
        Object names = metadata.customMetadata().get(METADATA);
        return names == null ? List.of() : (Collection<?>) names;
    }
}
