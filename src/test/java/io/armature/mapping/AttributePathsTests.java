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
package io.armature.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armature.client.TableCatalogue;
import io.armature.client.TableDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributePathsTests {

    private final TableCatalogue catalogue = new TableCatalogue();
    private final Entities entities =
            new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), catalogue);

    private Optional<List<String>> names(Class<?> entity, String property) {
        return entities.get(entity).path(property).map(AttributePath::names);
    }

    @Test
    void pathWhenBeanRenamesShouldFollowEachFormOfAccessor() {
        assertThat(names(Site.class, "id")).contains(List.of("id"));
        assertThat(names(Site.class, "URL")).contains(List.of("address"));
        assertThat(names(Site.class, "open")).contains(List.of("isOpen"));
        assertThat(names(Site.class, "title")).contains(List.of("t"));
        assertThat(names(Site.class, "nothing")).isEmpty();
        assertThat(names(Site.class, "nothing.at.all")).isEmpty();
    }

    @Test
    void pathWhenInsideDocumentShouldFollowEachRenaming() {
        assertThat(names(Company.class, "place.city")).contains(List.of("p", "c"));
        assertThat(names(Company.class, "place.country")).contains(List.of("p", "country"));
        assertThat(names(Company.class, "place.nothing")).isEmpty();
    }

    @Test
    void pathWhenFlattenedShouldLeaveOutTheDocument() {
        assertThat(names(Company.class, "extra.note")).contains(List.of("n"));
    }

    @Test
    void pathWhenImmutableRenamesInItsBuilderShouldFollow() {
        assertThat(names(Tag.class, "label")).contains(List.of("l"));
    }

    @Test
    void toAttributeValueWhenNumberIsOfAnotherClassShouldConvertIfItFits() {
        AttributePath price = entities.get(Company.class).path("price").orElseThrow();
        assertThat(price.toAttributeValue(0.1d)).isEqualTo(AttributeValue.fromN("0.1"));
        AttributePath size = entities.get(Company.class).path("size").orElseThrow();
        assertThat(size.toAttributeValue(7L)).isEqualTo(AttributeValue.fromN("7"));
        assertThatIllegalArgumentException().isThrownBy(() -> size.toAttributeValue(1L << 40));
        assertThat(new AttributePath(
                                List.of("x"),
                                int.class,
                                AttributeConverterProvider.defaultProvider()
                                        .converterFor(EnhancedType.of(Integer.class)))
                        .type())
                .isEqualTo(Integer.class);
    }

    @Test
    void entityWhenDescribedShouldBeKnownToTheCatalogue() {
        entities.get(Company.class);
        assertThat(catalogue.find("company")).get().satisfies(table -> {
            assertThat(table.partitionKey()).isEqualTo("name");
            assertThat(table.versionAttribute()).isEqualTo("v");
        });
        assertThat(catalogue.tables()).extracting(TableDescription::logicalName).containsExactly("company");
    }

    @Test
    void schemaWhenGivenShouldBeUsed() {
        StaticTableSchema<Plain> given = StaticTableSchema.builder(Plain.class)
                .newItemSupplier(Plain::new)
                .addAttribute(
                        String.class,
                        attribute -> attribute
                                .name("key")
                                .getter(plain -> plain.id)
                                .setter((plain, id) -> plain.id = id)
                                .tags(StaticAttributeTags.primaryPartitionKey()))
                .build();
        Entities withGiven =
                new Entities(new EntitySchemas(List.of(given)), new TableNames("", Map.of()), new TableCatalogue());
        assertThat(withGiven.get(Plain.class).schema()).isSameAs(given);
        assertThat(withGiven.get(Plain.class).partitionKey()).isEqualTo("key");
    }

    static class Plain {

        private @Nullable String id;
    }

    record Place(@DynamoDbAttribute("c") String city, String country) {}

    record Extra(@DynamoDbAttribute("n") String note) {}

    record Company(
            @DynamoDbPartitionKey String name,

            @DynamoDbVersionAttribute @DynamoDbAttribute("v")
            Long version,

            @DynamoDbAttribute("p") Place place,
            @DynamoDbFlatten Extra extra,
            float price,
            int size) {}

    @DynamoDbBean
    public static class Site {

        private String id = "";
        private String url = "";
        private boolean open;
        private String title = "";

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        @DynamoDbAttribute("address")
        public String getURL() {
            return url;
        }

        public void setURL(String url) {
            this.url = url;
        }

        @DynamoDbAttribute("isOpen")
        public boolean isOpen() {
            return open;
        }

        public void setOpen(boolean open) {
            this.open = open;
        }

        public String getTitle() {
            return title;
        }

        @DynamoDbAttribute("t")
        public void setTitle(String title) {
            this.title = title;
        }
    }

    @DynamoDbImmutable(builder = Tag.Builder.class)
    public static final class Tag {

        private final String id;
        private final String label;

        private Tag(Builder builder) {
            this.id = builder.id;
            this.label = builder.label;
        }

        public static Builder builder() {
            return new Builder();
        }

        @DynamoDbPartitionKey
        public String id() {
            return id;
        }

        public String label() {
            return label;
        }

        /** Builder of the immutable. */
        public static final class Builder {

            private String id = "";
            private String label = "";

            public Builder id(String id) {
                this.id = id;
                return this;
            }

            @DynamoDbAttribute("l")
            public Builder label(String label) {
                this.label = label;
                return this;
            }

            public Tag build() {
                return new Tag(this);
            }
        }
    }
}
