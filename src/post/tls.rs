//! Closed lines: whom to trust, and what is said when a server does not prove who it is.

use std::error::Error;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, ClientConfig, RootCertStore};

use super::error::{PostError, deepest};
use super::settings::MailSettings;
use crate::files;

/// The certificates of the workspace's own file.
///
/// # Errors
/// When it cannot be read or holds none.
pub(super) fn own_certificates(
    settings: &MailSettings,
    workspace: &Path,
) -> Result<Vec<CertificateDer<'static>>, PostError> {
    let Some(name) = &settings.certificates else { return Ok(Vec::new()) };
    let path = workspace.join(name);
    let failure = |reason: String| PostError::Certificates { path: path.clone(), reason };
    let bytes = files::read(&path).map_err(|error| failure(crate::domain::system::system_words(&error)))?;
    let all: Result<Vec<CertificateDer<'static>>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let all = all.map_err(|_| failure("isinya bukan sertifikat PEM".to_string()))?;
    if all.is_empty() { Err(failure("tidak ada sertifikat di dalamnya".to_string())) } else { Ok(all) }
}

/// What a line to a server trusts: the system's certificates and the workspace's own.
///
/// # Errors
/// When the workspace's own cannot be read.
pub(super) fn trust(settings: &MailSettings, workspace: &Path) -> Result<Arc<ClientConfig>, PostError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots.add_parsable_certificates(own_certificates(settings, workspace)?);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| PostError::Unreachable { server: "TLS".to_string(), reason: error.to_string() })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// What went wrong when a line was to be closed: the server's certificate, or the line itself.
pub(super) fn refusal(server: &str, error: &(dyn Error + 'static)) -> PostError {
    let server = server.to_string();
    match certificate_fault(error) {
        Some(reason) => PostError::Untrusted { server, reason },
        None => PostError::Unreachable { server, reason: deepest(error) },
    }
}

/// What is wrong with a certificate, where that is what lies in an error.
pub(super) fn certificate_fault(error: &(dyn Error + 'static)) -> Option<String> {
    let mut now = Some(error);
    while let Some(one) = now {
        if let Some(rustls::Error::InvalidCertificate(fault)) = one.downcast_ref::<rustls::Error>() {
            return Some(words(fault));
        }
        let inner = one.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(found) = inner.and_then(|inner| certificate_fault(inner)) {
            return Some(found);
        }
        now = one.source();
    }
    None
}

fn words(fault: &CertificateError) -> String {
    match fault {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => "sertifikatnya tidak dikeluarkan penerbit yang dipercaya, jadi belum tentu ini server kantor. Bila kantor memakai penerbit sendiri, minta berkas sertifikat penerbitnya kepada pengelola surel, simpan di ruang kerja, lalu tulis namanya di [surel] sertifikat".to_string(),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "sertifikatnya untuk nama server lain; tulis nama yang benar di [surel], seperti yang diberikan pengelola surel".to_string()
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "sertifikatnya sudah lewat masa berlakunya; beri tahu pengelola surel, dan periksa tanggal komputer ini".to_string()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "sertifikatnya belum berlaku; periksa tanggal komputer ini".to_string()
        }
        CertificateError::Revoked => "sertifikatnya sudah dicabut; beri tahu pengelola surel".to_string(),
        other => format!("sertifikatnya tidak dapat diterima ({other})"),
    }
}
