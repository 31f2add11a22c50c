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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.armature.client.MisconfigurationException;
import io.armature.client.TableCatalogue;
import io.armature.encryption.Encrypted;
import io.armature.encryption.EncryptedAttributes;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is encrypted by declaration, and every declaration that is refused because it would have no effect. */
@SuppressWarnings("unused")
@Tag("F16")
class EncryptedEntityTests {

    private final TableCatalogue catalogue = new TableCatalogue();

    private final Entities entities = entities();

    private Entities entities(TableSchema<?>... given) {
        return new Entities(new EntitySchemas(List.of(given)), new TableNames("", Map.of()), catalogue);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                accepted(OnComponents.class, "email", "tel"),
                accepted(OnAccessor.class, "email"),
                accepted(OnBean.class, "email", "tel", "note"),
                accepted(OnImmutable.class, "email", "tel"),
                accepted(OnFlattened.class, "email", "street", "city"),
                accepted(OnDocument.class, "holder"),
                accepted(OnConverted.class, "holder"),
                accepted(NotStored.class, "email"));
    }

    private static Arguments accepted(Class<?> type, String... attributes) {
        return Arguments.of(Named.of(type.getSimpleName(), type), Set.of(attributes));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void getWhenAttributesAreEncryptedShouldTellTheCatalogue(Class<?> type, Set<String> attributes) {
        Entity<?> entity = entities.get(type);
        assertThat(EncryptedAttributes.of(entity.schema().tableMetadata())).isEqualTo(attributes);
        assertThat(catalogue.encryptedAttributes(entity.tableName())).isEqualTo(attributes);
        assertThat(attributes).allMatch(entity::encrypts);
        assertThat(entity.encrypts("id")).isFalse();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal(OnKey.class, "'id', a key of the table", "Remove @Encrypted"),
                refusal(OnIndexKey.class, "'mail', a key of index 'by-mail'", "Remove @Encrypted"),
                refusal(OnIndexSortKey.class, "'mail', a key of index 'by-id'", "Remove @Encrypted"),
                refusal(OnVersion.class, "'version', its version", "Remove @Encrypted"),
                refusal(OnCounter.class, "'count', a counter", "Remove @Encrypted"),
                refusal(OnPrivate.class, "'email' as @Encrypted, but its schema does not report", "public getter"),
                refusal(OnUnmapped.class, "'email' as @Encrypted, but its schema does not report", "public getter"),
                refusal(OnOverridden.class, "'email' as @Encrypted, but its schema does not report", "public getter"),
                refusal(OnInterface.class, "'email' as @Encrypted, but its schema does not report", "public getter"),
                refusal(OnIgnored.class, "'email' as @Encrypted, but its schema does not report", "public getter"),
                refusal(OnFlatten.class, "'part' as @Encrypted, but its schema does not report", "neither ignored nor"),
                refusal(
                        OnOtherMethod.class,
                        "'shout' as @Encrypted, but its schema does not report",
                        "record component"),
                refusal(InDocument.class, "Holder declares 'secret'", "property of InDocument"),
                refusal(InList.class, "Holder declares 'secret'", "property of InList"),
                refusal(InMap.class, "Holder declares 'secret'", "property of InMap"),
                refusal(InFlattened.class, "Holder declares 'secret'", "property of InFlattened"),
                refusal(InBean.class, "BeanHolder declares 'secret'", "property of InBean"),
                refusal(InDepth.class, "Holder declares 'secret'", "property of InDepth"),
                refusal(InItself.class, "InItself declares 'secret'", "property of InItself"),
                refusal(InConverted.class, "Holder declares 'secret'", "property of InConverted"),
                refusal(InGenericSuperclass.class, "BeanHolder declares 'secret'", "property of InGenericSuperclass"),
                refusal(Reserved.class, "an attribute '_ak', a name that is reserved", "Rename it"),
                refusal(ReservedInFlattened.class, "an attribute '_ab_mail', a name that is reserved", "Rename it"),
                refusal(ReservedWriteId.class, "an attribute '_aw', a name that is reserved", "Rename it"),
                refusal(ReservedAuthentication.class, "an attribute '_am', a name that is reserved", "Rename it"));
    }

    private static Arguments refusal(Class<?> type, String problem, String action) {
        return Arguments.of(Named.of(type.getSimpleName(), type), problem, action);
    }

    @ParameterizedTest
    @MethodSource("refused")
    @Tag("F13")
    void getWhenDeclarationWouldHaveNoEffectShouldSayWhatToDo(Class<?> type, String problem, String action) {
        MisconfigurationException refusal = refusal(type);
        assertThat(refusal).hasMessageContaining(type.getSimpleName()).hasMessageContaining(problem);
        assertThat(refusal.action()).contains(action);
        assertThat(catalogue.tables()).isEmpty();
    }

    @Test
    @Tag("F13")
    void getWhenReservedNameIsInsideADocumentShouldAccept() {
        assertThatCode(() -> entities.get(ReservedInside.class)).doesNotThrowAnyException();
    }

    @Test
    @Tag("F16")
    void getWhenAGetterThatIsNoPropertyReturnsAnEncryptedEntityShouldAccept() {
        assertThatCode(() -> entities.get(WithHelper.class)).doesNotThrowAnyException();
    }

    @Test
    void getWhenOwnSchemaDoesNotReportTheAnnotationShouldRefuse() {
        MisconfigurationException refusal = refusal(
                entities(StaticTableSchema.builder(OnBean.class)
                        .newItemSupplier(OnBean::new)
                        .addAttribute(
                                String.class,
                                a -> a.name("id")
                                        .getter(OnBean::getId)
                                        .setter(OnBean::setId)
                                        .tags(StaticAttributeTags.primaryPartitionKey()))
                        .addAttribute(
                                String.class,
                                a -> a.name("email").getter(OnBean::getEmail).setter(OnBean::setEmail))
                        .build()),
                OnBean.class);
        assertThat(refusal).hasMessageContaining("'email' as @Encrypted, but its schema does not report");
        assertThat(refusal.action()).contains("EncryptedAttributes.tag()");
    }

    @Test
    void getWhenOwnSchemaTagsInsideADocumentShouldRefuse() {
        StaticTableSchema<Inner> inner = StaticTableSchema.builder(Inner.class)
                .newItemSupplier(Inner::new)
                .addAttribute(
                        String.class,
                        a -> a.name("text")
                                .getter(item -> item.text)
                                .setter((item, text) -> item.text = text)
                                .tags(EncryptedAttributes.tag()))
                .build();
        TableSchema<Outer> plain = outer(inner);
        assertThat(refusal(entities(plain), Outer.class))
                .hasMessageContaining("encrypts [text] inside the document 'inners'");
        Entity<Outer> entity = entities(outer(inner, EncryptedAttributes.tag())).get(Outer.class);
        assertThat(entity.encrypts("inners")).isTrue();
    }

    private static TableSchema<Outer> outer(TableSchema<Inner> inner, StaticAttributeTag... tags) {
        return StaticTableSchema.builder(Outer.class)
                .newItemSupplier(Outer::new)
                .addAttribute(
                        String.class,
                        a -> a.name("id")
                                .getter(item -> item.id)
                                .setter((item, id) -> item.id = id)
                                .tags(StaticAttributeTags.primaryPartitionKey()))
                .addAttribute(
                        EnhancedType.listOf(EnhancedType.documentOf(Inner.class, inner)),
                        a -> a.name("inners")
                                .getter(item -> item.inners)
                                .setter((item, inners) -> item.inners = inners)
                                .tags(tags))
                .build();
    }

    @Test
    void getWhenAnotherEntityOfTheTableHasItAsKeyShouldRefuse() {
        entities.get(ByMail.class);
        assertThat(refusal(SameTable.class))
                .hasMessageContaining("which shares its table with")
                .hasMessageContaining("'mail', a key of index 'by-mail'");
        TableCatalogue other = new TableCatalogue();
        Entities reversed = new Entities(new EntitySchemas(List.of()), new TableNames("", Map.of()), other);
        reversed.get(SameTable.class);
        assertThat(refusal(reversed, ByMail.class))
                .hasMessageContaining("Another entity of table 'same'")
                .hasMessageContaining("'mail', a key of index 'by-mail'");
    }

    @Test
    void getWhenConfigurationEncryptsAKeyShouldRefuse() {
        catalogue.addEncrypted("same", Set.of("id"));
        assertThat(refusal(SameTable.class)).hasMessageContaining("'id', a key of the table");
    }

    @Test
    void encryptsWhenAnotherEntityOfTheTableSaysSoShouldBeTrue() {
        Entity<?> silent = entities.get(AlsoSameTable.class);
        assertThat(silent.encrypts("mail")).isFalse();
        entities.get(SameTable.class);
        assertThat(silent.encrypts("mail")).isTrue();
    }

    /** The compilers of Kotlin, and Lombok with them, put annotations of properties on fields only where they may stand. */
    @Test
    void annotationOnAFieldShouldNotCompile() {
        assertThat(Encrypted.class.getAnnotation(Target.class).value())
                .containsExactlyInAnyOrder(ElementType.METHOD, ElementType.RECORD_COMPONENT);
        assertThat(errors("class A { @io.armature.encryption.Encrypted String email; }"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("not applicable");
        assertThat(errors("class A { @io.armature.encryption.Encrypted String email() { return \"\"; } }"))
                .isEmpty();
    }

    private static List<String> errors(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options =
                List.of("-proc:none", "-implicit:none", "-Xlint:none", "-d", System.getProperty("java.io.tmpdir"));
        compiler.getTask(null, null, found, options, null, List.of(file)).call();
        return found.getDiagnostics().stream()
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private MisconfigurationException refusal(Class<?> type) {
        return refusal(entities, type);
    }

    private static MisconfigurationException refusal(Entities entities, Class<?> type) {
        MisconfigurationException refusal =
                catchThrowableOfType(MisconfigurationException.class, () -> entities.get(type));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    record OnComponents(
            @DynamoDbPartitionKey String id,
            @Encrypted String email,
            @Encrypted @DynamoDbAttribute("tel") String phone,
            String city) {}

    record OnAccessor(@DynamoDbPartitionKey String id, String email) {
        @Override
        @Encrypted
        public String email() {
            return email;
        }
    }

    @DynamoDbBean
    public static class OnBean {
        private String id = "";
        private String email = "";
        private String phone = "";
        private String note = "";

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        @Encrypted
        public String getEmail() {
            return email;
        }

        public void setEmail(String email) {
            this.email = email;
        }

        @DynamoDbAttribute("tel")
        public String getPhone() {
            return phone;
        }

        @Encrypted
        public void setPhone(String phone) {
            this.phone = phone;
        }

        public String getNote() {
            return note;
        }

        @Encrypted
        public OnBean setNote(String note) {
            this.note = note;
            return this;
        }
    }

    @DynamoDbImmutable(builder = OnImmutable.Builder.class)
    public static final class OnImmutable {
        private final Builder values;

        private OnImmutable(Builder values) {
            this.values = values;
        }

        @DynamoDbPartitionKey
        public String id() {
            return values.id;
        }

        @Encrypted
        public String email() {
            return values.email;
        }

        @DynamoDbAttribute("tel")
        public String getPhone() {
            return values.phone;
        }

        public Builder toBuilder() {
            return values;
        }

        public static Builder builder() {
            return new Builder();
        }

        public static final class Builder {
            private String id = "";
            private String email = "";
            private String phone = "";

            public Builder id(String id) {
                this.id = id;
                return this;
            }

            public Builder email(String email) {
                this.email = email;
                return this;
            }

            @Encrypted
            public Builder phone(String phone) {
                this.phone = phone;
                return this;
            }

            public OnImmutable build() {
                return new OnImmutable(this);
            }
        }
    }

    record Part(
            @Encrypted String street,
            String zip,
            @DynamoDbFlatten Deeper deeper) {}

    record Deeper(@Encrypted String city) {}

    record OnFlattened(
            @DynamoDbPartitionKey String id,
            @Encrypted String email,
            @DynamoDbFlatten Part part) {}

    record Holder(@Encrypted String secret) {}

    record OnDocument(
            @DynamoDbPartitionKey String id, @Encrypted Holder holder) {}

    record OnConverted(
            @DynamoDbPartitionKey String id,

            @Encrypted @DynamoDbConvertedBy(HolderConverter.class)
            Holder holder) {}

    record NotStored(
            @DynamoDbPartitionKey String id,
            @Encrypted String email,
            @DynamoDbIgnore @Nullable Holder holder) {}

    record OnKey(@DynamoDbPartitionKey @Encrypted String id) {}

    record OnIndexKey(
            @DynamoDbPartitionKey String id,

            @Encrypted @DynamoDbSecondaryPartitionKey(indexNames = "by-mail")
            String mail) {}

    record OnIndexSortKey(
            @DynamoDbPartitionKey String id,

            @Encrypted @DynamoDbSecondarySortKey(indexNames = "by-id")
            String mail) {}

    record OnVersion(
            @DynamoDbPartitionKey String id,
            @Encrypted @DynamoDbVersionAttribute Long version) {}

    record OnCounter(
            @DynamoDbPartitionKey String id,
            @Encrypted @DynamoDbAtomicCounter Long count) {}

    /** Has a key and one property. */
    public abstract static class Base {
        private String id = "";
        private String email = "";

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        public String getEmail() {
            return email;
        }

        public void setEmail(String email) {
            this.email = email;
        }
    }

    @DynamoDbBean
    public static class WithHelper extends Base {
        public Optional<OnVersion> getLoaded() {
            return Optional.empty();
        }
    }

    @DynamoDbBean
    public static class OnPrivate extends Base {
        @Encrypted
        private String email() {
            return getEmail();
        }
    }

    @DynamoDbBean
    public static class OnUnmapped {
        private String id = "";

        @DynamoDbPartitionKey
        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }

        @Encrypted
        public String getEmail() {
            return "no setter, no attribute";
        }
    }

    /** Declares what its subclass overrides. */
    public static class Overridden extends Base {
        @Override
        @Encrypted
        public String getEmail() {
            return super.getEmail();
        }
    }

    @DynamoDbBean
    public static class OnOverridden extends Overridden {
        @Override
        public String getEmail() {
            return super.getEmail();
        }
    }

    interface Mailed {
        @Encrypted
        String getEmail();
    }

    @DynamoDbBean
    public static class OnInterface extends Base implements Mailed {}

    @DynamoDbBean
    public static class OnIgnored extends Base {
        @Override
        @Encrypted
        @DynamoDbIgnore
        public String getEmail() {
            return super.getEmail();
        }
    }

    @DynamoDbBean
    public static class BeanHolder {
        private String secret = "";

        @Encrypted
        public String getSecret() {
            return secret;
        }

        public void setSecret(String secret) {
            this.secret = secret;
        }
    }

    @DynamoDbBean
    public static class OnFlatten extends Base {
        private BeanPart part = new BeanPart();

        @Encrypted
        @DynamoDbFlatten
        public BeanPart getPart() {
            return part;
        }

        public void setPart(BeanPart part) {
            this.part = part;
        }
    }

    @DynamoDbBean
    public static class BeanPart {
        private String street = "";

        public String getStreet() {
            return street;
        }

        public void setStreet(String street) {
            this.street = street;
        }
    }

    record OnOtherMethod(@DynamoDbPartitionKey String id, String email) {
        @Encrypted
        String shout() {
            return email + "!";
        }
    }

    record InDocument(@DynamoDbPartitionKey String id, Holder holder) {}

    record InList(@DynamoDbPartitionKey String id, List<Holder> holders) {}

    record InMap(@DynamoDbPartitionKey String id, Map<String, List<Holder>> holders) {}

    record Flat(Holder holder) {}

    record InFlattened(
            @DynamoDbPartitionKey String id,
            @DynamoDbFlatten Flat flat) {}

    record InBean(@DynamoDbPartitionKey String id, BeanHolder holder) {}

    record Level1(@Nullable Level1 again, List<Level2> levels) {}

    record Level2(Map<String, Level3> levels) {}

    record Level3(Level1 back, Holder holder) {}

    record InDepth(@DynamoDbPartitionKey String id, Level1 level) {}

    record InItself(
            @DynamoDbPartitionKey String id, @Encrypted String secret, List<InItself> children) {}

    record InConverted(
            @DynamoDbPartitionKey String id,
            @DynamoDbConvertedBy(HolderConverter.class) Holder holder) {}

    /** Knows its property's type only in subclasses. */
    public abstract static class Generic<D> extends Base {
        private @Nullable D document;

        public @Nullable D getDocument() {
            return document;
        }

        public void setDocument(D document) {
            this.document = document;
        }
    }

    @DynamoDbBean
    public static class InGenericSuperclass extends Generic<BeanHolder> {
        @Override
        public @Nullable BeanHolder getDocument() {
            return super.getDocument();
        }

        @Override
        public void setDocument(BeanHolder document) {
            super.setDocument(document);
        }
    }

    record Reserved(
            @DynamoDbPartitionKey String id,
            @DynamoDbAttribute("_ak") String key) {}

    record Index(@DynamoDbAttribute("_ab_mail") String mail) {}

    record ReservedInFlattened(
            @DynamoDbPartitionKey String id,
            @DynamoDbFlatten Index index) {}

    record ReservedInside(@DynamoDbPartitionKey String id, Index index) {}

    record ReservedWriteId(
            @DynamoDbPartitionKey String id,
            @DynamoDbAttribute("_aw") String write) {}

    record ReservedAuthentication(
            @DynamoDbPartitionKey String id,
            @DynamoDbAttribute("_am") String tag) {}

    @Table("same")
    record ByMail(
            @DynamoDbPartitionKey String id,

            @DynamoDbSecondaryPartitionKey(indexNames = "by-mail")
            String mail) {}

    @Table("same")
    record SameTable(
            @DynamoDbPartitionKey String id, @Encrypted String mail) {}

    @Table("same")
    record AlsoSameTable(@DynamoDbPartitionKey String id, String mail) {}

    static final class Inner {
        private String text = "";
    }

    static final class Outer {
        private String id = "";
        private List<Inner> inners = List.of();
    }

    /** Stores the whole document as text. */
    public static final class HolderConverter implements AttributeConverter<Holder> {
        @Override
        public AttributeValue transformFrom(Holder holder) {
            return AttributeValue.fromS(holder.secret());
        }

        @Override
        public Holder transformTo(AttributeValue value) {
            return new Holder(value.s());
        }

        @Override
        public EnhancedType<Holder> type() {
            return EnhancedType.of(Holder.class);
        }

        @Override
        public AttributeValueType attributeValueType() {
            return AttributeValueType.S;
        }
    }
}
